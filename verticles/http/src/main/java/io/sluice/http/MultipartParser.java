package io.sluice.http;

import io.sluice.strictjson.Check;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code multipart/form-data} as it comes, in chunks of any size, and hands on what is in it at
 * once; what it keeps is at most the head of a part. Each byte is looked at once: a boundary begins
 * with the end of a line, which is nowhere else in it, so where one does not go on, another can only
 * begin at this byte. Nor need the bytes be kept that looked like one, being those of the boundary.
 *
 * <p>What is broken is a violation. Used by one thread at a time.
 */
final class MultipartParser {
  private static final int MAX_PARTS = 256;
  private static final int MAX_HEAD = 8 << 10;
  private static final int MAX_BOUNDARY = 70;
  private static final int MAX_PADDING = 64;
  private static final int CRLF = 2;
  private static final int LINE_END = 0x0d0a;
  private static final int TWO_LINE_ENDS = 0x0d0a0d0a;

  private final Parts parts;
  private final byte[] delimiter;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Where where = Where.PREAMBLE;
  private int matched = CRLF; // as if a line had ended before the first byte
  private int tail;
  private int begun;

  /** Takes what is in a form. */
  interface Parts {

    /** A part begins; its headers by their names in lower case. */
    void begin(Map<String, String> headers);

    /** The next bytes of the part; the array is the taker's. */
    void content(byte[] bytes, int length);

    void end();
  }

  private enum Where {
    PREAMBLE,
    AFTER_BOUNDARY,
    HEAD,
    CONTENT,
    EPILOGUE
  }

  /** Takes the boundary from the request's content type. */
  MultipartParser(String contentType, Parts parts) {
    var boundary = HeaderValue.parse(contentType).parameters().getOrDefault("boundary", "");
    if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY
        || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new Check.Violation("file", "the form's content type has no boundary that can be used");
    }
    this.parts = parts;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  void feed(byte[] chunk) {
    var at = 0;
    while (at < chunk.length) {
      at = switch (where) {
        case PREAMBLE, CONTENT -> content(chunk, at);
        case AFTER_BOUNDARY -> afterBoundary(chunk, at);
        case HEAD -> head(chunk, at);
        case EPILOGUE -> chunk.length;
      };
    }
  }

  /** To be called after the last chunk. */
  void end() {
    if (where != Where.EPILOGUE) {
      throw broken("ends before its last boundary");
    }
  }

  /** Reads on to the next boundary. */
  private int content(byte[] chunk, int from) {
    var content = new byte[delimiter.length + chunk.length - from];
    var length = 0;
    var at = from;
    while (at < chunk.length && matched < delimiter.length) {
      var next = chunk[at++];
      if (matched > 0 && delimiter[matched] != next) {
        System.arraycopy(delimiter, 0, content, length, matched);
        length += matched;
        matched = 0;
      }
      if (delimiter[matched] == next) {
        matched++;
      } else {
        content[length++] = next;
      }
    }
    if (where == Where.CONTENT && length > 0) {
      parts.content(content, length);
    }
    if (matched == delimiter.length) {
      if (where == Where.CONTENT) {
        parts.end();
      }
      where = Where.AFTER_BOUNDARY;
      matched = 0;
    }
    return at;
  }

  /** Two hyphens end the form; anything else than blanks makes it no boundary. */
  private int afterBoundary(byte[] chunk, int from) {
    for (var at = from; at < chunk.length; at++) {
      line.write(chunk[at]);
      var rest = line.toString(StandardCharsets.ISO_8859_1);
      if (rest.equals("--")) {
        where = Where.EPILOGUE;
        return at + 1;
      }
      if (rest.isBlank() && rest.endsWith("\r\n")) {
        line.reset();
        where = Where.HEAD;
        return at + 1;
      }
      if (rest.length() > MAX_PADDING || (!rest.isBlank() && !rest.equals("-"))) {
        throw broken("has a boundary with something behind it");
      }
    }
    return chunk.length;
  }

  private int head(byte[] chunk, int from) {
    for (var at = from; at < chunk.length; at++) {
      line.write(chunk[at]);
      tail = (tail << Byte.SIZE) | (chunk[at] & 0xff);
      if (tail == TWO_LINE_ENDS || (line.size() == CRLF && tail == LINE_END)) {
        begin();
        return at + 1;
      }
      if (line.size() > MAX_HEAD) {
        throw broken("has a part with a head of more than " + MAX_HEAD + " bytes");
      }
    }
    return chunk.length;
  }

  private void begin() {
    if (++begun > MAX_PARTS) {
      throw broken("has more than " + MAX_PARTS + " parts");
    }
    var headers = new HashMap<String, String>();
    for (var header : line.toString(StandardCharsets.UTF_8).split("\r\n", -1)) {
      if (!header.isEmpty() && !addTo(headers, header)) {
        throw broken("has a part with a broken head");
      }
    }
    line.reset();
    tail = 0;
    where = Where.CONTENT;
    parts.begin(Map.copyOf(headers));
  }

  private static boolean addTo(Map<String, String> headers, String header) {
    var colon = header.indexOf(':');
    var name = header.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    return !name.isBlank() && name.charAt(0) > ' '
        && header.chars().noneMatch(c -> c < ' ' && c != '\t')
        && headers.put(name, header.substring(colon + 1).strip()) == null;
  }

  private static Check.Violation broken(String how) {
    return new Check.Violation("file", "the form " + how);
  }
}
