package io.sluice.insight.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.quality.Watch.Turn;
import io.sluice.insight.quality.Window.Seen;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is seen of the last hour, and when that is bad. */
class WindowsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long NOW = Instant.parse("2026-05-28T20:26:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  @Test
  void whatIsOlderThanTheWindowIsForgottenPartByPart() {
    var rolling = new Rolling(HOUR);
    rolling.add(NOW, 1);
    rolling.add(NOW + 30 * MINUTE, 0);

    assertEquals(new Seen(2, 0.5), rolling.seen(NOW + 59 * MINUTE));
    assertEquals(new Seen(1, 0), rolling.seen(NOW + 60 * MINUTE));
    assertEquals(Seen.NOTHING, rolling.seen(NOW + 90 * MINUTE));
    rolling.add(NOW + 1_000 * MINUTE, 0.25);
    assertEquals(new Seen(1, 0.25), rolling.seen(NOW + 1_000 * MINUTE));
  }

  @Test
  void timeMayBeginAnywhere() {
    var rolling = new Rolling(HOUR);
    assertEquals(Seen.NOTHING, rolling.seen(0));
    rolling.add(0, 1);
    assertEquals(new Seen(1, 1), rolling.seen(59 * MINUTE));
    assertEquals(Seen.NOTHING, rolling.seen(60 * MINUTE));
  }

  @Test
  void ofALongQuestionItsBeginningSaysWhatItIsAbout() {
    var beginning = "연차는 며칠이에요? ".repeat(200).substring(0, Bag.MOST_LETTERS);

    assertArrayEquals(Bag.of(beginning), Bag.of(beginning + "VPN printer ".repeat(100_000)));
  }

  @Test
  void whatGoesUpAndDownAroundTheThresholdIsToldOfOnce() {
    var watch = new Watch(0.8, 10);
    var now = Instant.ofEpochMilli(NOW);

    assertEquals(Optional.empty(), watch.look(new Seen(9, 0.1), now));
    assertEquals(Optional.of(Turn.BAD), watch.look(new Seen(10, 0.79), now));
    assertEquals(Optional.empty(), watch.look(new Seen(10, 0.5), now));
    assertEquals(Optional.empty(), watch.look(new Seen(10, 0.81), now));
    assertEquals(Optional.empty(), watch.look(new Seen(9, 1), now));
    assertEquals(Optional.of(Turn.GOOD_AGAIN), watch.look(new Seen(10, 0.85), now));
    assertEquals(Optional.empty(), watch.look(new Seen(10, 0.81), now));
    assertEquals(Optional.of(Turn.BAD), watch.look(new Seen(10, 0.79), now));
  }

  @Test
  void whatHasNoThresholdIsNeverBad() {
    assertEquals(Optional.empty(), new Watch(0, 1).look(new Seen(10, 0), Instant.EPOCH));
  }

  @Test
  void precisionIsOfAnswersThatSomebodyLookedAtOrWasNotContentWith() {
    var opened = new Opened(HOUR);
    opened.clicked(NOW, answer("a"), 1);
    opened.clicked(NOW, answer("a"), 2);
    opened.clicked(NOW, answer("a"), 4);
    opened.clicked(NOW, answer("b"), 4);
    opened.rated(NOW, answer("a"), 1);
    opened.rated(NOW, answer("c"), 2);
    opened.rated(NOW, answer("d"), 5);

    var seen = opened.seen(NOW);
    assertEquals(3, seen.count());
    assertEquals(2 / 9.0, seen.mean(), 1e-9);
    assertEquals(Seen.NOTHING, opened.seen(NOW + HOUR.toMillis()));
  }

  @Test
  void questionsLikeThoseBeforeAreLikeThemHoweverFewThereAre() {
    var topics = new Topics(HOUR, 50);
    ask(topics, 0, 400, List.of("연차는 며칠이에요?", "연차를 이월할 수 있나요?", "병가는 며칠까지 되나요?",
        "How many vacation days do I get?", "Can I carry vacation days over?"));
    ask(topics, 61, 50, List.of("연차 이월은 언제까지예요?", "병가를 쓰려면 무엇을 내나요?", "연차는 며칠이에요?",
        "How many days of vacation are left to carry over?", "Do I get vacation days at once?"));

    var seen = topics.seen(NOW + 61 * MINUTE);
    assertEquals(50, seen.count());
    assertTrue(seen.mean() > 0.7, () -> "alike by " + seen.mean());
  }

  @Test
  void questionsAboutSomethingElseAreNotLikeThoseBefore() {
    var topics = new Topics(HOUR, 50);
    ask(topics, 0, 400, List.of("연차는 며칠이에요?", "연차를 이월할 수 있나요?",
        "How many vacation days do I get?"));
    ask(topics, 61, 50, List.of("VPN 접속이 끊겨요", "프린터 드라이버를 설치하려면?",
        "My laptop does not boot"));

    var seen = topics.seen(NOW + 61 * MINUTE);
    assertTrue(seen.mean() < 0.2, () -> "alike by " + seen.mean());
  }

  @Test
  void nothingIsSaidOfTopicsBeforeThereIsEnoughToCompareWith() {
    var topics = new Topics(HOUR, 50);
    ask(topics, 0, 49, List.of("연차는 며칠이에요?"));
    ask(topics, 61, 50, List.of("프린터가 고장났어요"));
    assertEquals(Seen.NOTHING, topics.seen(NOW + 61 * MINUTE));
    ask(topics, 61, 50, List.of("?", ""));
    assertEquals(Seen.NOTHING, topics.seen(NOW + 61 * MINUTE));
  }

  private static void ask(Topics topics, int afterMinutes, int times, List<String> questions) {
    IntStream.range(0, times).forEach(
        i -> topics.add(NOW + afterMinutes * MINUTE, Bag.of(questions.get(i % questions.size()))));
  }

  private static QueryRecord answer(String id) {
    var quotes = IntStream.rangeClosed(1, 4)
        .mapToObj(n -> new Quote(n, "handbook", 1, "p-" + n, "휴가", 0.5, "휴가")).toList();
    return new QueryRecord(id, Instant.EPOCH, "r", "default", null, "default", "q", "q", "a", true,
        null, null, null, null, null, null, quotes, List.of(), Usage.NONE, null, List.of());
  }
}
