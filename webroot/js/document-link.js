/** The address of a document's details on the documents page. */
export function documentLink(collection, document) {
  return `/documents.html#${new URLSearchParams({ collection, document })}`;
}
