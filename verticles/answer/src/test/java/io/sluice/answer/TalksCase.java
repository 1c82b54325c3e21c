package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.answer.Conversations.Talk;
import io.sluice.answer.Talks.Said;
import io.sluice.message.Generation.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds wherever conversations are remembered. */
abstract class TalksCase {
  static final Duration LONG = Duration.ofHours(1);
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final Conversations.Key key = key("t");

  /** With the last three turns of each. */
  abstract Talks talks(Duration ttl);

  static Conversations.Key key(String tenant, String... principals) {
    return new Conversations.Key(tenant, Set.of(principals), null, UUID.randomUUID().toString());
  }

  static Said said(Object what) {
    return new Said("q" + what, "a" + what, "s" + what);
  }

  static void until(Talks talks, Conversations.Key key, List<Said> expected) {
    var limit = System.nanoTime() + PATIENCE.toNanos();
    while (!talks.of(key).equals(expected) && System.nanoTime() - limit < 0) {
      Thread.onSpinWait();
    }
    assertEquals(expected, talks.of(key));
  }

  @Test
  void theLastTurnsAreRemembered() {
    var talks = talks(LONG);
    IntStream.range(0, 10).forEach(i -> talks.add(key, said(i)));

    assertEquals(List.of(said(7), said(8), said(9)), talks.of(key));
  }

  @Test
  void whatWasNeverSaidIsNotRemembered() {
    assertEquals(List.of(), talks(LONG).of(key));
  }

  @Test
  void askersWhoChooseTheSameIdStayApart() {
    var talks = talks(LONG);
    var theirs = new Conversations.Key("t", Set.of("hr", "all"), "kim", key.id());
    talks.add(theirs, said(1));

    for (var other : List.of(new Conversations.Key("u", theirs.principals(), "kim", key.id()),
        new Conversations.Key("t", Set.of("hr"), "kim", key.id()),
        new Conversations.Key("t", Set.of("hr all"), "kim", key.id()),
        new Conversations.Key("t", theirs.principals(), "lee", key.id()),
        new Conversations.Key("t", theirs.principals(), null, key.id()),
        new Conversations.Key("t", theirs.principals(), "kim", key.id() + "1"))) {
      assertEquals(List.of(), talks.of(other), other::toString);
    }
    assertEquals(List.of(said(1)),
        talks.of(new Conversations.Key("t", Set.of("all", "hr"), "kim", key.id())));
  }

  @Test
  void aConversationIsForgottenSomeTimeAfterItsLastTurn() {
    var talks = talks(Duration.ofMillis(1));
    talks.add(key, said(1));

    until(talks, key, List.of());
  }

  @Test
  void whatIsRememberedHasTheDigestOfWhatWasSaid() {
    var answer = "연차는 15일입니다. \uD83D\uDE00 \uD83D \"[1]\"\n";
    var conversations = new Conversations(talks(LONG), 3);
    conversations.add(key, "연차는\u0000?", "연차는?", answer);

    assertEquals(new Talk(List.of(new Turn("연차는\u0000?", answer)), "연차는?").digest(),
        conversations.of(key).digest());
  }
}
