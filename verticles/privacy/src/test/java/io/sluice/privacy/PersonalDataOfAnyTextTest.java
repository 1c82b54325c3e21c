package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, tried on random mixtures and on hostile ones. */
class PersonalDataOfAnyTextTest {

  private static final String[] PIECES = {"kim@example.com", "홍길동@예시.한국", "010-1234-5678",
      "01012345678",
      "+82 10 1234 5678", "010-\n1234-5678", "010 1234\n5678", "900101-\n1234568",
      "4111 1111\n1111 1111", "900101-1234567", "주민번호 ", "RRN ", "+44 20 7946 095", "02) 123-4567",
      "(031)123-4567", "1588-1234",
      "4111 1111 1111 1111", "4111111111111111", "900101-1234568", "900101-1******", "M12345678",
      "110-123-456789", "110123456789", "DE89370400440532013000", "192.168.0.1", "fe80::1", "::1",
      "[EMAIL]", "[PHONE:0123456789abcdef]", "[BANK_ACCOUNT]", "[PASSPORT]", "[IP", "여권 ", "계좌 ",
      "은행", "국민",
      "bank ", "account", "passport ", "전화", "tel", "버전 ", "v", "version is ", "주문", "order ", "으로",
      "입니다",
      "원", "년", "0", "1", "12", "123", "1234", "123456", "a", "Z", "é", "日本", "😀", "\uD83D",
      "\u1112\u1161",
      " ", "  ", "\n", "\t", "\u00A0", "\u00AD", "\u200B", "010-12\u00AD34-5678",
      "anna.kim @host.example", "-", "－", ".", "．", ",", ":", "/", "(", ")", "[", "]", "@",
      "＠", "+", "%",
      "_", "*", "'", "=", "~", "#"};

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 30, 200})
  void whatIsFoundIsInOrderAndInside(int pieces) {
    for (int seed = 0; seed < 1_000; seed++) {
      var text = mixture(new Random(seed), pieces);
      int at = 0;
      for (var found : PersonalData.find(text)) {
        boolean inOrder = found.start() >= at && found.end() > found.start();
        assertTrue(inOrder && found.end() <= text.length(), "seed " + seed + ": " + found);
        at = found.end();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 30, 200})
  void maskingTwiceIsMaskingOnce(int pieces) throws Exception {
    var key = PrivacyKey.loadOrCreate(folder.resolve("key"));
    var maskers = new Masker[]{new Masker(Masking.MASK, key), new Masker(Masking.HASH, key)};
    for (int seed = 0; seed < 2_000; seed++) {
      var text = mixture(new Random(seed), pieces);
      for (var masker : maskers) {
        var once = masker.mask(text).text();
        assertEquals(once, masker.mask(once).text(), "seed " + seed + ": " + text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30})
  void pseudonymsGiveTheTextBack(int pieces) throws Exception {
    var masker = new Masker(Masking.HASH, PrivacyKey.loadOrCreate(folder.resolve("key")));
    for (int seed = 0; seed < 2_000; seed++) {
      var text = mixture(new Random(seed), pieces);
      var masked = masker.mask(text);
      var originals = masked.originals();
      boolean writtenAlike = masked.replaced().stream()
          .allMatch(one -> one.original().equals(originals.byToken().get(one.token())));
      if (writtenAlike) {
        assertEquals(text, originals.restore(masked.text()), "seed " + seed);
      }
    }
  }

  /** Each character is looked at a bounded number of times, which is what linear time is. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "4", "12 ", "1 ", "1-", "12-", "123-", "123 ", "1234 ", "1234-",
      "010-", "010 ",
      "01012345678", "01012345678 ", "01012345678%", "010-1234-5678", "4111 ", "4111111111111111 ",
      "900101-",
      "900101 ", "900101-1", "*", "@", "a@", "@a", "a@a.", ".@", "a.", "a..", "a@b.c", "a@b.co ",
      "a@b.co", ".",
      "..", "-", "_", "+", "+1", "+1 ", "+82 ", "+1234", "(", "(0", "(02)", "(02) ", ":", "::",
      "1:", "::1", "::1 ",
      "a:", "g:", "1:1:1:1:1:1:1:1:", "fe80::1 ", "1.", "1.1.1.1", "1.1.1.1 ", "255.", "[",
      "[EMAIL", "[EMAIL]",
      "[EMAIL:", "[IP]1", "a", "A1", "DE89", "DE89 ", "M12345678 ", "M12345678", "여권",
      "여권 M12345678 ", "은행",
      "은행 ", "은행123-123-1234 ", "은행 123 123 ", "bank ", "v1.", "버전 ", "가", "가@", "가@가.", "가.", "a가",
      "é", " ",
      "\n", "\r\n", "\n    ", "010-\n", "010\n1234 ", "4111\n", "900101\n", "900101-\n", "1\n",
      "-\n", "+82\n", "DE89\n", "RRN\n", "😀", "\uD83D", "０", "０ ", "＠", "－", "\u00AD", "1\u00AD",
      "010\u00AD", "a\u00AD@", "a.b @"})
  void anyRepetitionIsReadInLinearTime(String piece) {
    int repeated = 100_000 / piece.length();
    assertLinear(piece.repeat(repeated));
    assertLinear("kim" + piece.repeat(repeated) + "@example.com");
  }

  @Test
  void aTextOfTwentyMillionCharactersIsRead() {
    var text = "1".repeat(10_000_000) + " kim@example.com " + "@.".repeat(5_000_000);

    assertEquals(1, PersonalData.find(text).size());
  }

  private static void assertLinear(String text) {
    var counted = new Counted(text);
    PersonalData.find(counted);
    assertFalse(counted.reads > 250L * text.length(),
        () -> counted.reads / text.length() + " each");
  }

  private static String mixture(Random random, int pieces) {
    var text = new StringBuilder();
    for (int i = random.nextInt(pieces) + 1; i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** A text that counts how often it is looked at. */
  private static final class Counted implements CharSequence {
    private final String text;
    private long reads;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
