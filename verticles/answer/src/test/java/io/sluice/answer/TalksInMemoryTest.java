package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalksInMemoryTest extends TalksCase {
  @Override
  Talks talks(Duration ttl) {
    return new TalksInMemory(100, 3, ttl);
  }

  @Test
  void theConversationThatWasUnusedLongestIsForgotten() {
    var talks = new TalksInMemory(2, 3, LONG);
    var other = key("t");
    var third = key("t");
    talks.add(key, said(1));
    talks.add(other, said(2));
    talks.of(key);
    talks.add(third, said(3));

    assertEquals(List.of(said(1)), talks.of(key));
    assertEquals(List.of(), talks.of(other));
    assertEquals(List.of(said(3)), talks.of(third));
  }
}
