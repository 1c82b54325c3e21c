const LF = 10;
const CR = 13;

/**
 * A parser for server-sent events over a fetch stream.
 *
 * Follows the WHATWG algorithm: lines end in CRLF, LF or CR (a CRLF may be split between chunks),
 * `:` opens a comment, several `data:` lines are joined by a newline, an id holds until the next one,
 * and an event that the stream cuts off before its blank line is dropped.
 */
export class SseParser {
  /** The beginning of a line whose end has not come; in pieces, as joining them each time costs n². */
  #pieces = [];
  #afterCr = false;
  #kind = '';
  #data = [];
  #id = '';

  /** Takes the next piece of text and returns the events it completed: `[{id, kind, data}]`. */
  push(text) {
    const events = [];
    let lineStart = this.#afterCr && text[0] === '\n' ? 1 : 0;
    if (text !== '') this.#afterCr = false;
    for (let at = lineStart; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char !== LF && char !== CR) continue;
      this.#pieces.push(text.slice(lineStart, at));
      this.#line(this.#pieces.join(''), events);
      this.#pieces = [];
      if (char === CR) {
        if (at + 1 === text.length) this.#afterCr = true;
        else if (text.charCodeAt(at + 1) === LF) at++;
      }
      lineStart = at + 1;
    }
    if (lineStart < text.length) this.#pieces.push(text.slice(lineStart));
    return events;
  }

  #line(line, events) {
    if (line === '') {
      this.#dispatch(events);
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#kind = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
  }

  #dispatch(events) {
    if (this.#data.length > 0) {
      events.push({ id: this.#id, kind: this.#kind || 'message', data: this.#data.join('\n') });
    }
    this.#data = [];
    this.#kind = '';
  }
}

/**
 * Reads the events of a byte stream, one after another. `onBytes` is told of every chunk, so that a
 * caller can tell a quiet stream (comments only) from a dead one.
 */
export async function* readEvents(stream, onBytes = () => {}) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const parser = new SseParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
