package io.sluice.cache.alike;

import java.util.regex.Pattern;

/**
 * How much a question denies or forbids. "X 말고 Y" (Y, not X) does not count: it chooses, and what it
 * chooses is said by its words.
 */
enum Negation {
  NONE,
  /** A word that may stand for a "not" in another wording: without, avoid, 없다, 삼가다. */
  IMPLIED,
  /** not, never, 안, 못, -지 않다, -지 마라. */
  SAID;

  /** A "No," at the beginning answers something and denies nothing of what follows. */
  private static final Pattern ENGLISH = Pattern.compile(
      "\\b(?:not|never|cannot|no(?!,|\\.)|(?:don|won|can|isn|aren|doesn|didn|wasn|weren|shouldn|mustn|haven"
          + "|hasn|couldn|wouldn)'?t)\\b",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern ENGLISH_IMPLIED = Pattern.compile(
      "\\b(?:without|none|nothing|nobody|neither|nor|zero|absen(?:t|ce)|lacks?|lacking|missing|avoid\\w{0,3}"
          + "|prevent\\w{0,3}|omit\\w{0,4}|exclud\\w{1,3}|except|instead|rather|optional|fail\\w{0,4}|un\\w{4,20}"
          + "|impossible|in(?:valid|correct|complete|compatible|accessible)|eliminat\\w{1,3}|remov\\w{1,3}"
          + "|non|stop|refus\\w{1,3}|whereas|different|disab\\w{1,4})\\b",
      Pattern.CASE_INSENSITIVE);
  /** What 안 and 못 stand before as "not"; elsewhere 안 is the inside of something. */
  private static final String VERBS = "[되돼된될됩됐하해한할합했가간갈갔오와올왔보봐본볼봤읽먹쓰써쓴쓸받나난날났들켜켠꺼열닫지줘준줄줬좋맞내알걸]";
  private static final Pattern KOREAN = Pattern.compile("(?<![가-힣])(?:안|못)\\s?" + VERBS
      + "|[가-힣](?:은|는|면|서|선|도)\\s?안\\s?[되돼된될됩]"
      + "|지\\s?(?:는\\s|도\\s|를\\s)?(?:않(?!을까|을래|으시겠|겠|나요|니)|못|맙시|마(?:[라세시십요.!?~]|$|\\s)"
      + "|말(?:아|라|자|길|도록|랍|지))"
      + "|금지");
  private static final Pattern KOREAN_IMPLIED = Pattern.compile(
      "없|(?<!궁)금[하합]|삼가|자제|그만|대신|빼|제외|거부|거절|차단|비활성|미(?:사용|포함|설정)|불(?:가|필요|편)|말고|아니|싫|멈추|중지|해제");

  static Negation in(String text) {
    var plain = text.replace('’', '\'');
    if (ENGLISH.matcher(plain).find() || KOREAN.matcher(plain).find()) {
      return SAID;
    }
    return ENGLISH_IMPLIED.matcher(plain).find() || KOREAN_IMPLIED.matcher(plain).find()
        ? IMPLIED
        : NONE;
  }

  /** Where one says it and the other does not even imply it. */
  boolean contradicts(Negation other) {
    return this != other && this != IMPLIED && other != IMPLIED;
  }

  /** Where what one says may be the opposite of what the other says, so that together they say the same. */
  boolean turns(Negation other) {
    return this != other && (this == SAID || other == SAID);
  }
}
