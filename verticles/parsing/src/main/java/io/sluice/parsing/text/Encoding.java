package io.sluice.parsing.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which encoding bytes are in. In this order: a byte order mark; what the sender declares, where the
 * bytes bear it out; UTF-16 by where its zeros are; the ISO-2022 ones by their escape sequences; UTF-8,
 * which other text is not by chance; and else the legacy encoding the bytes make most sense in
 * ({@link LegacyEncoding}). Linear in the bytes.
 */
final class Encoding {
  private static final int SAMPLE = 1 << 16;
  /** Of the places where a zero byte would be the upper half of a letter, this share has one. */
  private static final double UTF_16_ZEROS = 0.02;

  private Encoding() {}

  /** The encoding of these bytes, of which more may follow; null where they are no text. */
  static @Nullable Charset of(byte[] bytes, boolean whole, @Nullable String declared) {
    var marked = ofMark(bytes);
    if (marked != null) {
      return marked;
    }
    var charset = LegacyEncoding.named(declared);
    if (charset != null && LegacyEncoding.isTelling(charset) && bears(bytes, whole, charset)) {
      return charset;
    }
    var seen = Bytes.of(bytes);
    var wide = seen.zeros() == 0 ? null : ofZeros(bytes, seen);
    if (wide != null) {
      return wide;
    }
    if (seen.escapes() > 0 && seen.high() == 0) {
      var escaped = ofEscape(bytes);
      if (escaped != null) {
        return escaped;
      }
    }
    if (seen.isBinary()) {
      return null;
    }
    if (seen.high() == 0 || Utf8.isMostly(bytes, whole)) {
      return StandardCharsets.UTF_8;
    }
    var legacy = LegacyEncoding.of(sample(bytes, seen.firstHigh()));
    return legacy != null ? legacy : charset;
  }

  /** How many bytes at the start are a mark and no text. */
  static int markLength(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return 3;
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return 4;
    }
    return startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF) ? 2 : 0;
  }

  private static @Nullable Charset ofMark(byte[] bytes) {
    return switch (markLength(bytes)) {
      case 3 -> StandardCharsets.UTF_8;
      case 4 -> bytes[0] == 0 ? StandardCharsets.UTF_32BE : StandardCharsets.UTF_32LE;
      case 2 -> bytes[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      default -> null;
    };
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (var i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean bears(byte[] bytes, boolean whole, Charset charset) {
    var text = Decoding.strict(bytes, 0, Math.min(bytes.length, SAMPLE), charset,
        whole && bytes.length <= SAMPLE);
    return text != null && !text.isEmpty() && isText(text);
  }

  private static @Nullable Charset ofZeros(byte[] bytes, Bytes seen) {
    var units = bytes.length / 2;
    var inFirst = seen.zerosAtEven();
    var inSecond = seen.zeros() - inFirst;
    var charset = inFirst > inSecond * 10 && inFirst > units * UTF_16_ZEROS
        ? StandardCharsets.UTF_16BE
        : inSecond > inFirst * 10 && inSecond > units * UTF_16_ZEROS
            ? StandardCharsets.UTF_16LE
            : null;
    return charset != null && bears(bytes, false, charset) ? charset : null;
  }

  private static @Nullable Charset ofEscape(byte[] bytes) {
    for (var i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] != 0x1B) {
        continue;
      }
      if (bytes[i + 1] == '$' && bytes[i + 2] == ')' && i + 3 < bytes.length
          && bytes[i + 3] == 'C') {
        return Charset.forName("ISO-2022-KR");
      }
      if (bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
        return Charset.forName("ISO-2022-JP");
      }
    }
    return null;
  }

  /** A piece around the first byte that tells something, from the start of its line. */
  private static byte[] sample(byte[] bytes, int firstHigh) {
    var from = firstHigh;
    while (from > 0 && firstHigh - from < SAMPLE / 2 && bytes[from - 1] != '\n') {
      from--;
    }
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SAMPLE));
  }

  /** Whether decoding gave text: nearly no control characters, nothing that is no character. */
  static boolean isText(String text) {
    var strange = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if ((c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') || (c >= 0x7F && c <= 0x9F)
          || !Character.isDefined(c) || (c >= 0xE000 && c <= 0xF8FF)) {
        strange++;
      }
    }
    return strange * 50 <= text.length();
  }
}
