const VIEWS = ['documents', 'dead-letters', 'duplicates'];

/** Where the page is, as its address says behind the `#`: `{view, collection, document}`. */
export function currentRoute() {
  const named = new URLSearchParams(location.hash.slice(1));
  return {
    view: VIEWS.includes(named.get('view')) ? named.get('view') : VIEWS[0],
    collection: named.get('collection'),
    document: named.get('document'),
  };
}

/** The address of the place that differs from the present one in `changes`. */
export function addressWith(changes) {
  const { view, collection, document } = { ...currentRoute(), ...changes };
  const named = new URLSearchParams();
  if (view !== VIEWS[0]) named.set('view', view);
  if (collection !== null) named.set('collection', collection);
  if (document !== null) named.set('document', document);
  return `#${named}`;
}

/** Changes the address without a step back to where it was, and without telling anybody. */
export function replaceRoute(changes) {
  history.replaceState(null, '', addressWith(changes));
}
