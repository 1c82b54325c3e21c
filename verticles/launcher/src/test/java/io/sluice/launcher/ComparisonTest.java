package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.launcher.Comparison.StageTimes;
import io.sluice.launcher.Comparison.VersionChange;
import io.sluice.launcher.PassageChange.Kind;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Quote;
import io.sluice.message.QueryRecord.Stage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is otherwise between two answers, and how it is shown. */
class ComparisonTest {
  private static final QueryRecord THEN = query("n.1", "gpt-x", "휴가는 15일입니다.", List.of(),
      List.of(quote(1, "leave", 1, "p1"), quote(2, "leave", 1, "p2"), quote(3, "pay", 4, "p9")),
      List.of(new Stage("search", 0, 12, null, null), new Stage("search", 12, 8, null, null),
          new Stage("rerank", 20, 40, null, null)));
  private static final QueryRecord NOW = query("n.2", "gpt-y", "휴가는 20일입니다.",
      List.of(new Degraded("rerank", "is not there")),
      List.of(quote(1, "leave", 2, "p3"), quote(2, "leave", 2, "p2"), quote(3, "leave", 2, "p1")),
      List.of(new Stage("search", 0, 10, null, null), new Stage("generate", 10, 5, null, null)));
  private static final Comparison CHANGED = Comparison.of(THEN, NOW, "휴가는 20일입니다.",
      List.of("a note"));

  @Test
  void passagesAreKnownByTheirTextAndTheirDocument() {
    assertEquals(List.of(Kind.NEW, Kind.KEPT, Kind.MOVED, Kind.GONE),
        CHANGED.passages().stream().map(PassageChange::kind).toList());
    assertEquals(List.of(new VersionChange("leave", 1, 2)), CHANGED.versions());
  }

  @Test
  void aPassageThatIsThereTwiceIsMatchedOnce() {
    var twice = List.of(quote(1, "leave", 1, "p1"), quote(2, "leave", 1, "p1"));
    assertEquals(List.of(Kind.KEPT, Kind.GONE), PassageChange.between(twice,
        List.of(quote(1, "leave", 1, "p1"))).stream().map(PassageChange::kind).toList());
  }

  @Test
  void ofAStageAllTimesAreAdded() {
    assertEquals(List.of(new StageTimes("search", 20.0, 10.0), new StageTimes("rerank", 40.0, null),
        new StageTimes("generate", null, 5.0)), CHANGED.stages());
  }

  @Test
  void thenAndNowAreShownSideBySide() {
    var text = String.join("\n", ComparisonText.of(CHANGED));
    for (var part : List.of("휴가는 며칠이에요?\n(a note)\n",
        "* route     control, simple, openai gpt-x  control, simple, openai gpt-y\n",
        "  grounded  yes, support 0.90", "* given up  –                              rerank\n",
        "  cost      0.250000 USD                   0.250000 USD\n",
        "  rerank    40.0 ms                        –\n",
        "+ 1       The leave (leave, version 2): new\n          text of p3\n",
        "  2       The leave (leave, version 1 → 2)\n",
        "* 1 → 3   The leave (leave, version 1 → 2): moved\n",
        "- 3       The pay (pay, version 4): gone\n", "* leave: version 1 then, 2 now\n",
        "answer: [-gone-] {+new+}\n  휴가는 [-15-]{+20+}일입니다.")) {
      assertTrue(text.contains(part), part + " is not in\n" + text);
    }
  }

  @Test
  void whatIsTheSameIsShownAsSuch() {
    var same = Comparison.of(THEN, THEN, "휴가는 15일입니다.", List.of());
    var lines = ComparisonText.of(same);

    assertTrue(lines.contains("answer: the same"), lines::toString);
    assertFalse(lines.stream().anyMatch(line -> line.startsWith("*") || line.startsWith("+")
        || line.startsWith("-")), lines::toString);
  }

  @Test
  void asJsonItHasBothRecordsAndWhatChanged() {
    var json = ComparisonJson.of(CHANGED);

    assertEquals("n.1", json.at("/then/id").asText());
    assertEquals("n.2", json.at("/now/id").asText());
    assertTrue(json.at("/changed/route").asBoolean());
    assertFalse(json.at("/changed/grounded").asBoolean(true));
    assertTrue(json.at("/changed/degraded").asBoolean());
    assertEquals("new", json.at("/changed/passages/0/change").asText());
    assertTrue(json.at("/changed/passages/0/then").isNull());
    assertEquals(2, json.at("/changed/versions/0/now").asInt());
    assertEquals("15", json.at("/changed/answer/1/text").asText());
    assertEquals(20, json.at("/changed/stages/0/thenMs").asDouble());
    assertTrue(json.at("/changed/stages/1/nowMs").isNull());
  }

  private static Quote quote(int n, String document, int version, String passage) {
    return new Quote(n, document, version, passage, "The " + document, 0.5, "text of " + passage);
  }

  private static QueryRecord query(String id, String model, String answer,
      List<Degraded> degraded, List<Quote> passages, List<Stage> stages) {
    return new QueryRecord(id, Instant.EPOCH, "r", "default", null, "default", "휴가는 며칠이에요?",
        "휴가는 며칠이에요?", answer, true, 0.9, null, new Route("control", "simple", "openai", model),
        null, null, CacheState.NONE, passages, degraded, new Usage(3, 2, 0.25),
        new Timings(80, null, null, null, null), stages);
  }
}
