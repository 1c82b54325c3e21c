const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element: `el('button', {class: 'quiet', testid: 'stop', on: {click}}, 'Stop')`.
 * Text is always text; nothing here ever parses HTML.
 */
export function el(tag, { on = {}, testid, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  if (testid) element.dataset.testid = testid;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  for (const [type, listener] of Object.entries(on)) element.addEventListener(type, listener);
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Makes an element of a drawing, as {@link el} does one of the page. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Outlines (`line`) and filled shapes (`solid`) on a grid of 16 by 16. */
const ICONS = {
  // The three states differ in shape: a full disc, a triangle, a square; an open ring is "nothing".
  ok: { solid: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z' },
  warning: { solid: 'M8 2 14.5 13.5h-13z' },
  fault: { solid: 'M3 3h10v10H3z' },
  nothing: { line: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z' },
  chart: { line: 'M2.5 2.5v11h11M5.5 10.5l2.5-3 2 2 3.5-5' },
  chat: { line: 'M13.5 3.5v7h-6l-3 2.5v-2.5h-2v-7z' },
  chevron: { line: 'm4 6 4 4 4-4' },
  close: { line: 'm4 4 8 8m0-8-8 8' },
  copy: { line: 'M6 5.5V3.5A1 1 0 0 1 7 2.5h5.5a1 1 0 0 1 1 1V9a1 1 0 0 1-1 1h-2M3.5 6H9a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z' },
  documents: { line: 'M4 2.5h5.5L12.5 5.5v8H4zM9.5 2.5v3h3M6.5 8.5h3.5M6.5 11h3.5' },
  download: { line: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10' },
  erase: { line: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9M6.8 7v4M9.2 7v4' },
  key: { line: 'M6 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM7.8 8.2l5-5M10.5 5.5l2 2' },
  link: { line: 'm6.5 9.5 3-3M7 4.5 8.5 3a3 3 0 0 1 4.5 4.5L11.5 9M4.5 7 3 8.5A3 3 0 0 0 7.5 13L9 11.5' },
  lock: { line: 'M4.5 7h7v6h-7zM6 7V5a2 2 0 0 1 4 0v2' },
  star: { line: 'm8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z' },
  refresh: { line: 'M13 8a5 5 0 1 1-1.5-3.5L13 6M13 2.5V6H9.5' },
  'thumb-up': { line: 'M5.5 7v6H3V7zm0 0 2.2-4.3a1.3 1.3 0 0 1 2.4 1l-.5 2.6h2.6a1.3 1.3 0 0 1 1.3 1.6l-1 4a1.4 1.4 0 0 1-1.4 1.1H5.5' },
  'thumb-down': { line: 'M5.5 9V3H3v6zm0 0 2.2 4.3a1.3 1.3 0 0 0 2.4-1l-.5-2.6h2.6a1.3 1.3 0 0 0 1.3-1.6l-1-4A1.4 1.4 0 0 0 11.1 3H5.5' },
  theme: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', solid: 'M8 2.5a5.5 5.5 0 0 1 0 11z' },
  up: { line: 'M8 13V3M4 7l4-4 4 4' },
};

export function icon(name, size = 16) {
  return svg('svg', { viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true', class: `icon icon-${name}` },
    ...Object.entries(ICONS[name]).map(([kind, d]) => svg('path', { class: kind, d })));
}

/** Makes the children of `target` like those of `wanted`, keeping every node that is already right. */
export function morph(target, wanted) {
  let current = target.firstChild;
  for (const next of Array.from(wanted.childNodes)) {
    if (current === null) {
      target.append(next);
    } else if (sameKind(current, next)) {
      if (current.nodeType === Node.TEXT_NODE) {
        if (current.data !== next.data) current.data = next.data;
      } else {
        syncAttributes(current, next);
        morph(current, next);
      }
      current = current.nextSibling;
    } else {
      const replaced = current;
      current = current.nextSibling;
      replaced.replaceWith(next);
    }
  }
  while (current !== null) {
    const surplus = current;
    current = current.nextSibling;
    surplus.remove();
  }
}

function sameKind(a, b) {
  return a.nodeName === b.nodeName;
}

function syncAttributes(current, next) {
  for (const { name } of Array.from(current.attributes)) {
    if (!next.hasAttribute(name)) current.removeAttribute(name);
  }
  for (const { name, value } of Array.from(next.attributes)) {
    if (current.getAttribute(name) !== value) current.setAttribute(name, value);
  }
}
