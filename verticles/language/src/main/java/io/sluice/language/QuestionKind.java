package io.sluice.language;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What a Korean or English question asks for, and whether a sentence has something of that kind.
 *
 * <p>The words of a question seldom tell which sentence of a passage answers it: "휴가는 며칠인가요?" shares
 * only 휴가 with every sentence about it, but just one of them has a number of days. So a kind is two
 * patterns: how it is asked for, and what its answers look like. Both are hints for ranking; neither is
 * meant to be a parser.
 *
 * <p>The kinds are tried in the order WHEN, CONTACT, HOW_MUCH_MONEY, HOW_MANY, WHO, WHERE, since the
 * earlier ones are asked for by words the later ones take more broadly: "몇 시" is a time, "전화번호가 몇 번"
 * a number to call, "얼마" money unless it measures something, "어디로 전화" no place.
 */
public enum QuestionKind {
  /** A count, an amount or a duration: 며칠, 몇 명, 얼마나, how many, how long. */
  HOW_MANY(Asks.HOW_MANY, Answers.HOW_MANY),
  /** A date, a time of day or a deadline: 언제, 몇 시, when, what time. */
  WHEN(Asks.WHEN, Answers.WHEN),
  /** A price or a sum: 얼마, 비용은, how much, what does it cost. */
  HOW_MUCH_MONEY(Asks.HOW_MUCH_MONEY, Answers.HOW_MUCH_MONEY),
  /** A person, a role or a department: 누구, 누가, who, whom. */
  WHO(Asks.WHO, Answers.WHO),
  /** A place, also a page or menu: 어디, where, which floor. */
  WHERE(Asks.WHERE, Answers.WHERE),
  /** A way to reach someone: 연락처, 전화번호, e-mail address, how to contact. */
  CONTACT(Asks.CONTACT, Answers.CONTACT),
  /** Anything else; every sentence may answer it. */
  YES_NO_OR_OTHER("", "");

  private static final Pattern SPACES = Pattern.compile("\\s++");
  /** And what is not seen at all. */
  private static final Pattern MARKS = Pattern.compile("[\\p{Mn}\\p{Cf}]++");
  private static final QuestionKind[] BY_PRECEDENCE = {WHEN, CONTACT, HOW_MUCH_MONEY, HOW_MANY, WHO,
      WHERE};

  private final Pattern asked;
  private final Pattern answered;

  QuestionKind(String asked, String answered) {
    this.asked = compile(asked);
    this.answered = compile(answered);
  }

  /** The kind of answer {@code question} expects. */
  public static QuestionKind of(String question) {
    var asked = plain(question);
    for (var kind : BY_PRECEDENCE) {
      if (kind.asked.matcher(asked).find()) {
        return kind;
      }
    }
    return YES_NO_OR_OTHER;
  }

  /** Whether {@code sentence} has what an answer of this kind needs. */
  public boolean looksAnsweredBy(String sentence) {
    return answered.matcher(plain(sentence)).find();
  }

  /**
   * Without combining marks: at each of them Java's {@code \b} looks back for the letter below, so that
   * a run of them would be read in quadratic time. Hangul is composed, as the patterns have it.
   */
  private static String plain(String text) {
    var composed = Normalizer.normalize(MARKS.matcher(text).replaceAll(""), Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ");
  }

  private static Pattern compile(String alternatives) {
    return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);
  }
}
