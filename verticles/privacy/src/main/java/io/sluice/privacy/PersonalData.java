package io.sluice.privacy;

import java.util.List;

/**
 * The finder of personal data in Korean and English text.
 *
 * <p>It takes shapes, checksums and, where a shape says too little, words nearby. It errs towards
 * finding for what is distinctive (a mobile number) and towards silence for what looks like any other
 * number (an account without a label).
 */
public final class PersonalData {

  private PersonalData() {}

  /** What the text holds, in order of position and without overlaps. */
  public static List<Found> find(CharSequence text) {
    return new Scanner(text).scan();
  }
}
