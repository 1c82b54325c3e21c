package io.sluice.parsing.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** Bytes as characters. */
final class Decoding {
  private static final char REPLACEMENT = '\uFFFD';

  private Decoding() {}

  /**
   * The text of a stretch of bytes; null where they are not in that encoding.
   *
   * @param ended whether nothing follows; else the last character may be cut
   */
  static @Nullable String strict(byte[] bytes, int from, int to, Charset charset, boolean ended) {
    var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes, from, to - from);
    var out = CharBuffer.allocate((int) (decoder.maxCharsPerByte() * (to - from)) + 8);
    var result = decoder.decode(in, out, ended);
    if (result.isUnderflow() && ended) {
      result = decoder.flush(out);
    }
    return result.isUnderflow() ? out.flip().toString() : null;
  }

  /** The text after its byte order mark, what cannot be decoded replaced. */
  static String lenient(byte[] bytes, Charset charset) {
    var from = Encoding.markLength(bytes);
    return new String(bytes, from, bytes.length - from, charset);
  }

  /** How many characters of a text stand for bytes that could not be decoded. */
  static int replaced(String text) {
    var count = 0;
    for (var at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, at + 1)) {
      count++;
    }
    return count;
  }
}
