package io.sluice.parsing.text;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The encodings before Unicode, and how much sense bytes make in each.
 *
 * <p>Bytes that are valid in one are mostly valid in others too, so each has a notion of the characters
 * that texts in it consist of: Korean of the 2,350 syllables of KS X 1001 (the other 8,822 that CP949
 * can write are hardly ever used, and other encodings' bytes look like those), Japanese of kana among
 * Han, Chinese of the Han of GB 2312, Latin of accented letters beside plain ones or alone ("à"), Russian of
 * Cyrillic letters beside each other ({@link CyrillicSense}). A handful of bytes is enough to tell "연차"
 * from accents. Where two fit alike the first listed is taken, so Korean.
 */
final class LegacyEncoding {
  private static final double ENOUGH = 0.6;

  private static final List<Candidate> CANDIDATES = List.of(
      new Candidate("x-windows-949", (text, at) -> korean(text.charAt(at))),
      new Candidate("windows-31j", (text, at) -> japanese(text.charAt(at))),
      new Candidate("EUC-JP", (text, at) -> japanese(text.charAt(at))),
      new Candidate("GB18030", (text, at) -> chinese(text.charAt(at))),
      new Candidate("windows-1252", LegacyEncoding::latin),
      new Candidate("windows-1251", CyrillicSense::of),
      new Candidate("KOI8-R", CyrillicSense::of));

  /** The letters that are words by themselves in one western language or another. */
  private static final String LONE = "àáâäåæèéêëìíòóôöøùúüÀÁÄÅÆÈÉÌÍÒÓÖØÙÚÜ";
  private static final String SIGNS = "€£©®°·«»§½¼¾±×µ¿¡²³№\u00A0™";

  private static final Predicate<Character> KS_X_1001 = encodable("EUC-KR");
  private static final Predicate<Character> GB_2312 = encodable("GB2312");

  private LegacyEncoding() {}

  /** How much a character speaks for an encoding, from 0 to 1. */
  private interface Sense {
    double of(String text, int at);
  }

  private record Candidate(String charset, Sense sense) {}

  /** The encoding these bytes make most sense in; null where they make little in any. */
  static @Nullable Charset of(byte[] sample) {
    Charset best = null;
    var most = ENOUGH;
    for (var candidate : CANDIDATES) {
      if (Charset.isSupported(candidate.charset())) {
        var charset = Charset.forName(candidate.charset());
        // The sample may end within a character.
        var text = Decoding.strict(sample, 0, sample.length, charset, false);
        var score = text == null || !Encoding.isText(text) ? 0 : score(text, candidate.sense());
        if (score > most) {
          most = score;
          best = charset;
        }
      }
    }
    return best;
  }

  /** The encoding of that name, or the larger one that is usually meant by it. */
  static @Nullable Charset named(@Nullable String declared) {
    if (declared == null) {
      return null;
    }
    var name = declared.strip().toLowerCase(Locale.ROOT);
    var meant = switch (name) {
      case "euc-kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601", "cp949", "ms949", "uhc" ->
        "x-windows-949";
      case "shift_jis", "sjis", "shift-jis" -> "windows-31j";
      case "gb2312", "gbk" -> "GB18030";
      case "us-ascii", "ascii", "iso-8859-1", "latin1" -> "windows-1252";
      default -> name;
    };
    try {
      return Charset.isSupported(meant) ? Charset.forName(meant) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether bytes that are not in this encoding can be told: in one-byte ones any byte is fine. */
  static boolean isTelling(Charset charset) {
    return !charset.name().startsWith("windows-125") && !charset.name().startsWith("ISO-8859")
        && !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32");
  }

  private static double score(String text, Sense sense) {
    var seen = 0;
    var sum = 0.0;
    for (var at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        seen++;
        sum += sense.of(text, at);
      }
    }
    return seen == 0 ? 0 : sum / seen;
  }

  private static double korean(char c) {
    if (c >= 0xAC00 && c <= 0xD7A3) {
      return KS_X_1001.test(c) ? 1 : 0.1;
    }
    return isPunctuation(c) ? 0.7 : isHan(c) ? 0.3 : 0.2;
  }

  private static double japanese(char c) {
    if (c >= 0x3041 && c <= 0x30FE) {
      return 1;
    }
    return isHan(c) ? 0.7 : isPunctuation(c) ? 0.7 : 0;
  }

  private static double chinese(char c) {
    if (isHan(c)) {
      return GB_2312.test(c) ? 0.9 : 0.5;
    }
    return isPunctuation(c) ? 0.7 : 0.1;
  }

  private static double latin(String text, int at) {
    var c = text.charAt(at);
    if (Character.isLetter(c)) {
      if (isLatin(text, at - 1) || isLatin(text, at + 1)) {
        return 0.98;
      }
      return LONE.indexOf(c) >= 0 && !isLetter(text, at - 1) && !isLetter(text, at + 1) ? 0.9 : 0.2;
    }
    return isSign(c) ? 0.7 : 0.1;
  }

  static boolean isLatin(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    var c = text.charAt(at);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLetter(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
  }

  /** What stands between words in any language. */
  static boolean isSign(char c) {
    return isPunctuation(c) || SIGNS.indexOf(c) >= 0;
  }

  private static boolean isHan(char c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
  }

  private static boolean isPunctuation(char c) {
    return (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x301F)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0x2460 && c <= 0x2473) || (c >= 0x25A0 && c <= 0x25FF) || c == 0x203B;
  }

  private static Predicate<Character> encodable(String charset) {
    if (!Charset.isSupported(charset)) {
      return c -> true;
    }
    var encoder = ThreadLocal.withInitial(() -> Charset.forName(charset).newEncoder());
    return c -> encoder.get().canEncode(c);
  }
}
