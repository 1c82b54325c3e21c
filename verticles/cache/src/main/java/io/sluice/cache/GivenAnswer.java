package io.sluice.cache;

import io.sluice.message.Caching.StoreAnswer;
import java.util.Set;

/** An answer and to whom it was given: a search finds what the asker may see. */
record GivenAnswer(StoreAnswer answer, String tenant, Set<String> principals) {

  GivenAnswer {
    principals = Set.copyOf(principals);
  }

  AnswerKey key() {
    return AnswerKey.of(answer.scope(), answer.question(), tenant, principals);
  }
}
