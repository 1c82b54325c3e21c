package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.insight.quality.QualityConfig.Tongue;
import io.sluice.message.Insight;
import io.sluice.message.Insight.GiveFeedback;
import io.sluice.message.Insight.NoteClick;
import io.sluice.message.Quality;
import io.sluice.message.Quality.MakeReport;
import io.sluice.message.Quality.Unanswered;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply.Refused;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the report of a day tells, and when it comes. */
class QualityReportsIT extends QualityCase {
  @Test
  void aDayIsReportedFromWhatWasAskedAndSaidOfIt() throws Exception {
    deploy(Tongue.EN);
    ask(Ends.thought(Ends.id(1), "휴가는 며칠이에요?", "15일", true, 0.9));
    ask(Ends.thought(Ends.id(2), "When is lunch?", "Noon", false, 0.75));
    ask(Ends.thought(Ends.id(3), "How do I park?", "In the yard", true, 0.75));
    ask(Ends.lost(Ends.id(4), "주차 등록은 어떻게 하나요?"));
    ask(Ends.lost(Ends.id(5), "주차 등록 방법을 알려주세요"));
    ask(Ends.unheld(Ends.id(6), "Who won the 1998 World Cup?"));
    ask(Ends.toldRefused("gateway.overloaded", "q"));
    answered(Insight.GIVE_FEEDBACK, new GiveFeedback(Ends.id(3), 1, null), CALL);
    answered(Insight.NOTE_CLICK, new NoteClick(Ends.id(1), 2), CALL);

    var report = report(CALL, DAY);
    assertEquals(7, report.questions());
    assertEquals(6, report.answered());
    assertEquals(1, report.refused());
    assertEquals(6, report.searched());
    assertEquals(3, report.notFound());
    assertNear(0.825, report.topScore());
    assertNear(0.5, report.grounded());
    assertNear(0.25, report.topThreeClicked());
    assertNear(0.25, report.precisionAtThree());
    assertEquals(1.0, report.rating());
    assertEquals(List.of(Ends.id(3), Ends.id(2), Ends.id(6)),
        report.worst().stream().map(one -> one.id()).toList());
    assertEquals(List.of(new Unanswered("주차 등록 방법을 알려주세요", 2,
        List.of("주차 등록은 어떻게 하나요?")),
        new Unanswered("Who won the 1998 World Cup?", 1, List.of())), report.unanswered());
    assertTrue(report.english().contains("7 questions, 6 answered, 1 refused"), report::english);
    assertTrue(report.korean().contains("답하지 못한 질문"), report::korean);
    assertTrue(report.korean().contains("• 주차 등록 방법을 알려주세요 (2회)"), report::korean);
  }

  @Test
  void aDayThatEndedWhileNobodyLookedIsReportedAtTheNextStart() throws Exception {
    deploy(Tongue.KO);
    ask(Ends.thought(Ends.id(1), "휴가는 며칠이에요?", "15일", true, 0.9));
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(1));
    deploy(Tongue.KO);

    var text = told.poll(20, TimeUnit.SECONDS);
    assertTrue(text != null && text.startsWith("Sluice · 2026-05-28 (UTC): 질문 1건"), () -> text);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-28"));
    get(vertx.undeploy(deployment));
    deploy(Tongue.KO);
    observe(20, true, 0.25);
    assertTrue(String.valueOf(told.poll(20, TimeUnit.SECONDS)).startsWith("⚠"));
  }

  @Test
  void whatWasAskedCannotCallOrLinkInTheWebhooksRoom() throws Exception {
    deploy(Tongue.EN);
    ask(Ends.lost(Ends.id(1), "<!channel> look\nat <https://example.org|this> kim@example.com "
        + "@here ".repeat(100)));
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(3));
    deploy(Tongue.EN);

    var text = String.valueOf(told.poll(20, TimeUnit.SECONDS));
    assertTrue(text.contains("• &lt;!channel&gt; look at &lt;https://example.org|this&gt; [EMAIL] "
        + "@\u200bhere"), text);
    assertTrue(text.length() < 1_500, text);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-30"));
    assertTrue(told.isEmpty(), "on the other days nobody asked anything");
  }

  @Test
  void whereNothingIsWrittenThereIsNoReport() throws Exception {
    deploy(Tongue.EN, 0);
    ask(Ends.thought(Ends.id(1), "q", "a", true, 0.9));
    var reply = get(bus.ask(Quality.MAKE_REPORT, new MakeReport(DAY), CALL));
    assertEquals("day", assertInstanceOf(NotFound.class, ((Refused<?>) reply).refusal()).param());
    until(() -> Files.exists(folder.resolve("reported")));
    get(vertx.undeploy(deployment));
    pass(Duration.ofDays(1));
    deploy(Tongue.EN, 0);
    until(() -> Files.readString(folder.resolve("reported")).startsWith("2026-05-28"));
    assertTrue(told.isEmpty());
  }

  @Test
  void aDayThatIsYetToComeCannotBeReported() throws Exception {
    deploy(Tongue.EN);
    var reply = get(bus.ask(Quality.MAKE_REPORT, new MakeReport(DAY.plusDays(1)), CALL));
    assertEquals("day",
        assertInstanceOf(BadRequest.class, ((Refused<?>) reply).refusal()).param());
  }
}
