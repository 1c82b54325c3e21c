package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  private static final String TEXT = "메일은 kim@example.com으로, 전화는 010-1234-5678로.";

  @TempDir
  Path folder;

  private PrivacyKey key;
  private Masker hashing;

  @BeforeEach
  void makeKey() throws IOException {
    key = PrivacyKey.loadOrCreate(folder.resolve("key"));
    hashing = new Masker(Masking.HASH, key);
  }

  @Test
  void offLeavesTheTextAsItIs() {
    assertEquals(new Masked(TEXT, List.of()), new Masker(Masking.OFF, key).mask(TEXT));
  }

  @Test
  void maskLeavesTheKinds() {
    var masked = new Masker(Masking.MASK, key).mask(TEXT);

    assertEquals("메일은 [EMAIL]으로, 전화는 [PHONE]로.", masked.text());
    assertEquals(List.of(new Replacement("[EMAIL]", Kind.EMAIL, "kim@example.com"),
        new Replacement("[PHONE]", Kind.PHONE, "010-1234-5678")), masked.replaced());
    assertEquals(new Originals(Map.of()), masked.originals());
  }

  @Test
  void hashLeavesPseudonyms() {
    var masked = hashing.mask(TEXT);

    assertTrue(masked.text().matches(
        "메일은 \\[EMAIL:[0-9a-f]{16}\\]으로, 전화는 \\[PHONE:[0-9a-f]{16}\\]로\\."), masked.text());
    assertEquals(TEXT, masked.originals().restore(masked.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"010-1234-5678|01012345678|+82 10-1234-5678|010 1234 5678|(010) 1234-5678"
      + "|+82 (0)10-1234-5678|82-10-1234-5678|０１０－１２３４－５６７８|010.1234.5678|010-\n1234-5678"
      + "|010-12\u00AD34-5678",
      "02-123-4567|02) 123-4567|+82 2 123 4567|82-2-123-4567|(02)123-4567",
      "1588-1234|+82 1588 1234",
      "415-555-2671|(415) 555-2671|+1 415 555 2671|1-415-555-2671",
      "kim@example.com|KIM@Example.COM|ｋｉｍ＠ｅｘａｍｐｌｅ．ｃｏｍ|ki\u00ADm@exam\u200Bple.com",
      "anna.kim@host.example|anna.kim @host.example",
      "4111-1111-1111-1111|4111111111111111|4111 1111 1111 1111",
      "900101-1234568|9001011234568|900101 - 1234568|900101-\r\n1234568|90\u00AD0101-1234568",
      "900101-1******|900101-1●●●●●●|900101-1xxxxxx",
      "DE89370400440532013000|DE89 3704 0044 0532 0130 00|de89370400440532013000",
      "192.168.0.1|192.168.000.001|192.1\u00AD68.0.1", "2001:db8::1|2001:0DB8:0:0:0:0:0:1"})
  void allWritingsOfAValueShareAPseudonym(String writings) {
    var tokens = new HashSet<String>();
    for (var writing : writings.split("\\|", -1)) {
      tokens.add(hashing.mask(writing).text());
    }

    assertEquals(1, tokens.size(), tokens::toString);
    assertTrue(tokens.iterator().next().startsWith("["), tokens::toString);
  }

  @ParameterizedTest
  @CsvSource({"010-1234-5678, 010-1234-5679", "kim@example.com, kim@example.org",
      "02-123-4567, 031-123-4567", "192.168.0.1, 192.168.0.11", "415-555-2671, +82 415 555 2671"})
  void twoValuesHaveTwoPseudonyms(String one, String two) {
    assertNotEquals(hashing.mask(one).text(), hashing.mask(two).text());
  }

  @Test
  void anotherKeyMakesOtherPseudonyms() throws IOException {
    var other = new Masker(Masking.HASH, PrivacyKey.loadOrCreate(folder.resolve("other")));

    assertNotEquals(hashing.mask(TEXT).text(), other.mask(TEXT).text());
  }

  @Test
  void theSameKeyFileMakesTheSamePseudonymsAgain() throws IOException {
    var again = new Masker(Masking.HASH, PrivacyKey.loadOrCreate(folder.resolve("key")));

    assertEquals(hashing.mask(TEXT), again.mask(TEXT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"계좌 110-123-456789, [BANK_ACCOUNT] 110-123-456789",
      "은행 kim.very.long.address@example.com 110123456789", "[BANK_ACCOUNT] 110123456789",
      "kim@example.com01012345678", "[PHONE:0123456789abcdef]",
      "MT84MALT011000012345MTLCAST001S-010-1234-5678", "2001:db8::01012345678",
      "계좌 4111 1111 1111 1111kim@example.com"})
  void whatIsMaskedStaysAsItIs(String text) {
    var once = hashing.mask(text);

    assertEquals(new Masked(once.text(), List.of()), hashing.mask(once.text()));
  }

  @Test
  void theFirstWritingOfAValueIsTheOneBroughtBack() {
    var masked = hashing.mask("01012345678 010-1234-5678");

    assertEquals("01012345678 01012345678", masked.originals().restore(masked.text()));
  }

  @Test
  void aTokenNobodyKnowsStays() {
    var text = "[EMAIL:0123456789abcdef] [EMAIL] [[EMAIL:0123456789abcde] [EMAIL:0123456789abcdef";

    assertEquals(text, new Originals(Map.of("[IP]", "x")).restore(text));
  }

  @Test
  void whatIsPrintedHoldsNoValue() {
    var masked = hashing.mask(TEXT);

    assertFalse((masked + "" + masked.originals()).contains("kim@example.com"));
  }
}
