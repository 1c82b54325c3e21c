import { filesOf } from './dropped-files.js';

/**
 * Files and folders may be dropped anywhere on the page; while they hover, it says where they would go.
 * Behind an open dialog nothing is dropped, but a file is never opened in place of the page either.
 */
export function acceptDrops(overlay, { words, onFiles }) {
  let depth = 0;
  const leave = () => {
    depth = 0;
    overlay.hidden = true;
  };
  addEventListener('dragenter', (drag) => {
    if (!carriesFiles(drag)) return;
    drag.preventDefault();
    // Each element under the pointer tells of its own entering and leaving.
    if (depth++ > 0 || isBehindDialog()) return;
    overlay.firstElementChild.textContent = words();
    overlay.hidden = false;
  });
  addEventListener('dragover', (drag) => {
    if (!carriesFiles(drag)) return;
    drag.preventDefault();
    if (isBehindDialog()) drag.dataTransfer.dropEffect = 'none';
  });
  addEventListener('dragleave', (drag) => {
    if (carriesFiles(drag) && --depth <= 0) leave();
  });
  addEventListener('drop', async (drag) => {
    if (!carriesFiles(drag)) return;
    drag.preventDefault();
    leave();
    if (!isBehindDialog()) onFiles(await filesOf(drag.dataTransfer));
  });
}

function carriesFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files') ?? false;
}

function isBehindDialog() {
  return document.querySelector('dialog:modal') !== null;
}
