package io.sluice.ingestion;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Bytes as text: composed (NFC), since some systems write Hangul in pieces. */
final class Decoding {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Decoding() {}

  /** The text without a byte order mark; null where the bytes are not UTF-8. */
  static @Nullable String utf8(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var plain = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
      return Normalizer.normalize(plain, Normalizer.Form.NFC);
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
