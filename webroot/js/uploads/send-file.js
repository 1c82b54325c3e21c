import { admitted } from '../access/door.js';
import { credentials } from '../access/send.js';
import { parseError, unexpectedReply, unreachable } from '../api.js';

/**
 * Sends a file to the gateway: `{ok: true, value}` or `{ok: false, error}`, and null once `stopped`.
 * `onProgress` is told the share that has left, from 0 to 1; only XMLHttpRequest knows it.
 */
export async function sendFile({ file, path }, collection, { onProgress, stopped }) {
  const form = new FormData();
  // The fields go first: the gateway passes the file on while it still arrives.
  form.append('collection', collection);
  // Two files of one name in different folders are two documents.
  if (path !== null) form.append('id', idOf(path));
  form.append('file', file, file.name);
  const request = await admitted(() => post(form, onProgress, stopped));
  return request === null ? null : replyOf(request);
}

/** One attempt: the request that has ended, well or not, and null once `stopped`. */
function post(form, onProgress, stopped) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    stopped.addEventListener('abort', abort);
    const end = (ended) => {
      stopped.removeEventListener('abort', abort);
      resolve(ended);
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => end(request));
    request.addEventListener('error', () => end(request));
    request.addEventListener('abort', () => end(null));
    request.open('POST', '/v1/documents');
    request.setRequestHeader('accept', 'application/json');
    for (const [name, value] of Object.entries(credentials())) request.setRequestHeader(name, value);
    request.send(form);
  });
}

/** An id of letters, digits and `. _ - /`, as the gateway makes one of a file's name. */
function idOf(path) {
  return path.normalize('NFC').toLowerCase().split('/')
    .map((step) => step.replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-').replace(/^[.\p{M}-]+/u, '').replace(/[.-]+$/, ''))
    .join('/');
}

function replyOf(request) {
  const { status, responseText } = request;
  if (status === 0) return { ok: false, error: unreachable() };
  if (status < 200 || status > 299) {
    return { ok: false, error: parseError(status, responseText, (name) => request.getResponseHeader(name)) };
  }
  try {
    return { ok: true, value: JSON.parse(responseText) };
  } catch {
    return { ok: false, error: unexpectedReply(status) };
  }
}
