package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c3", "c328", "eda080", "c080", "f8888080", "6180", "fffe6100"})
  void whatIsNotUtf8IsNoText(String hex) {
    assertNull(Decoding.utf8(HexFormat.of().parseHex(hex)));
  }

  @Test
  void koreanInAnOldCharsetIsNoText() {
    assertNull(Decoding.utf8("휴가 규정".getBytes(Charset.forName("EUC-KR"))));
  }

  @Test
  void oneByteOrderMarkIsLeftOut() {
    assertEquals("\uFEFFa", Decoding.utf8("\uFEFF\uFEFFa".getBytes(UTF_8)));
  }

  @Test
  void hangulInPiecesIsComposed() {
    assertEquals("휴가",
        Decoding.utf8(Normalizer.normalize("휴가", Normalizer.Form.NFD).getBytes(UTF_8)));
  }

  @Test
  void noBytesAreNoWords() {
    assertEquals("", Decoding.utf8(new byte[0]));
  }
}
