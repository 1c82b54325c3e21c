/**
 * All files of a drop, those in its folders too: `[{file, path}]`. The path begins with the folder that
 * was dropped; a file that was dropped itself has none. What cannot be opened has no file.
 */
export async function filesOf(dataTransfer) {
  // The entries have to be asked for at once: after the first wait the drop has forgotten them.
  const dropped = Array.from(dataTransfer.items).filter(({ kind }) => kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(dropped.map(({ entry, file }) =>
    (entry?.isDirectory ? filesIn(entry) : [{ file, path: null }])));
  return found.flat();
}

async function filesIn(folder) {
  const found = [];
  try {
    for (const entry of await entriesOf(folder)) {
      // What systems leave behind in folders, as .DS_Store, is nobody's document.
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory) found.push(...await filesIn(entry));
      else found.push({ file: await fileOf(entry), path: pathOf(entry) });
    }
  } catch {
    found.push({ file: null, path: pathOf(folder) });
  }
  return found;
}

/** A folder tells its entries in portions, the last of which is empty. */
async function entriesOf(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return entries;
    entries.push(...portion);
  }
}

function fileOf(entry) {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)));
}

function pathOf(entry) {
  return entry.fullPath.slice(1);
}
