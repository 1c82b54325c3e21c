import { requestJson } from '../api.js';

/** What the documents page asks of the gateway. */

/** A page of documents, `{items, next}`; a collection that nobody has put anything into has none. */
export async function listDocuments({ collection, query, after, limit, signal }) {
  return itemsOf(await requestJson(`/v1/documents?${parameters({ collection, query, after, limit })}`, { signal }), 'documents');
}

/** A page of the documents that are left out of the search, being copies of others. */
export async function listDuplicates({ collection, after, limit, signal }) {
  return itemsOf(await requestJson(`/v1/duplicates?${parameters({ collection, after, limit })}`, { signal }), 'documents');
}

/** The documents that could not be taken in, the latest first. */
export async function listDeadLetters({ collection, limit, signal }) {
  return itemsOf(await requestJson(`/v1/dead-letters?${parameters({ collection, limit })}`, { signal }), 'letters');
}

export function retryDeadLetter(ingestion) {
  return requestJson(`/v1/dead-letters/${encodeURIComponent(ingestion)}/retry`, { method: 'POST' });
}

export function findDocument(address) {
  return requestJson(pathOf(address));
}

export function eraseDocument(address) {
  return requestJson(pathOf(address), { method: 'DELETE' });
}

export function listVersions(address) {
  return requestJson(pathOf(address, '/versions'));
}

export function listPassages(address, version) {
  return requestJson(pathOf(address, `/versions/${version}/passages`));
}

/** How a version differs from the active one. */
export function diffVersion(address, version) {
  return requestJson(pathOf(address, `/versions/${version}/diff`));
}

export function activateVersion(address, version) {
  return requestJson(pathOf(address, `/versions/${version}/activate`), { method: 'POST' });
}

/** Where a version's bytes can be had as they were submitted. */
export function sourcePath(address, version) {
  return pathOf(address, '/source', { version });
}

/** A document's address is its collection and its id. */
function pathOf({ collection, document }, step = '', more = {}) {
  return `/v1/documents/${encodeURIComponent(document)}${step}?${parameters({ collection, ...more })}`;
}

function parameters(values) {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}

function itemsOf(reply, name) {
  if (reply.ok) return { ok: true, value: { items: reply.value[name], next: reply.value.next ?? null } };
  return reply.error.status === 404 ? { ok: true, value: { items: [], next: null } } : reply;
}
