/** Files may be dropped anywhere on the page; while they hover, it says where they would go. */
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
    if (depth++ > 0) return;
    overlay.firstElementChild.textContent = words();
    overlay.hidden = false;
  });
  addEventListener('dragover', (drag) => {
    if (carriesFiles(drag)) drag.preventDefault();
  });
  addEventListener('dragleave', (drag) => {
    if (carriesFiles(drag) && --depth <= 0) leave();
  });
  addEventListener('drop', (drag) => {
    if (!carriesFiles(drag)) return;
    drag.preventDefault();
    leave();
    onFiles(Array.from(drag.dataTransfer.files));
  });
}

function carriesFiles({ dataTransfer }) {
  return dataTransfer?.types.includes('Files') ?? false;
}
