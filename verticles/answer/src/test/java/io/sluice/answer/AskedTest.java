package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.answer.Conversations.Talk;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Tuning;
import io.sluice.message.Variation;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of a variant its kept answers hang on. */
class AskedTest {
  private static final CallInfo CALL = CallInfo.within(Duration.ofMinutes(1), "r");

  @Test
  void answersOfAVariantThatFindsOtherwiseAreNotThoseItGaveBefore() {
    var ways = Stream.of(how(null, null), how(new Tuning(null, null, 2.0, null, null, null), null),
        how(new Tuning(null, null, null, 2.0, null, null), null),
        how(new Tuning(null, null, null, null, 2, null), null),
        how(new Tuning(null, null, null, null, null, 2), null),
        how(null, new Shape(2, null)), how(null, new Shape(null, 2)),
        how(null, new Shape(null, null, 2, null)), how(null, new Shape(null, null, null, 0.5)));

    assertEquals(9, ways.map(AskedTest::scope).collect(Collectors.toSet()).size());
  }

  private static Variation how(@Nullable Tuning tuning, @Nullable Shape passages) {
    return new Variation(null, tuning, null, null, null, null, null, null, passages);
  }

  private static Scope scope(Variation how) {
    var question = new AskQuestion("q", "default", null, null, null, Filters.NONE, null, null,
        CacheUse.USE);
    var scope = Asked
        .now(question, CALL, null, new VariantChosen("b", "trial", how, null), Stopwatch.start())
        .posed("q", Talk.EMPTY, CALL, "policy").scope();
    assertNotNull(scope);
    return scope;
  }
}
