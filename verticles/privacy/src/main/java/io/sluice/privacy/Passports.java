package io.sluice.privacy;

/**
 * Korean passports: "M12345678", "M123A4567" as issued since 2021, and "PM1234567"; any product may be
 * numbered so, hence only with "여권" or "passport" near.
 */
final class Passports implements Detector {
  private static final int LENGTH = 9;

  @Override
  public Kind kind() {
    return Kind.PASSPORT;
  }

  @Override
  public int end(Text text, int start) {
    int end = start + LENGTH;
    boolean shaped = isShaped(text, start) && !text.isJoinedBefore(start)
        && !text.isJoinedAfter(end);
    boolean meant = text.follows(Kind.PASSPORT, start) || Labels.PASSPORT.isNear(text, start, end);
    return shaped && meant ? end : NONE;
  }

  private static boolean isShaped(Text text, int start) {
    int digits = text.digits(start + 1, 9);
    if (digits == 0) {
      return text.isLetter(start + 1) && text.digits(start + 2, 8) == 7;
    }
    return digits == 8
        || (digits == 3 && text.isLetter(start + 4) && text.digits(start + 5, 5) == 4);
  }
}
