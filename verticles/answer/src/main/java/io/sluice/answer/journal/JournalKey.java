package io.sluice.answer.journal;

import java.util.regex.Pattern;

/** What answers are called in Redis: a tenant can name its own only. */
final class JournalKey {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,64}\\.[0-9a-f]{1,64}");

  private JournalKey() {}

  static String of(String id, String tenant) {
    return "answer:" + id + ":" + tenant;
  }

  /** Whether it can be an answer's; what an asker sends may be anything. */
  static boolean isId(String id) {
    return ID.matcher(id).matches();
  }
}
