package io.sluice.answer;

import java.util.List;

/**
 * Where conversations are remembered, for a time after their last turn: the last turns of each. Nothing
 * of it fails. Safe for any thread.
 */
interface Talks {

  /** What was said, the oldest first; nothing where there is no such conversation. May wait. */
  List<Said> of(Conversations.Key key);

  /** Whether there certainly is no such conversation; where that cannot be told without waiting, false. */
  boolean isNew(Conversations.Key key);

  /** Waits for nothing; who asks here after it is told of it. */
  void add(Conversations.Key key, Said said);

  /**
   * A question and its answer.
   *
   * @param standalone the question in words that stand alone
   */
  record Said(String question, String answer, String standalone) {}
}
