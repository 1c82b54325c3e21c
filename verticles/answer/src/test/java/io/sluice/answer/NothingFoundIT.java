package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AnswerEvent;
import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Instead;
import io.sluice.message.Generation.Topic;
import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.GenerationEvent.Started;
import io.sluice.message.Hit;
import io.sluice.message.Hit.Legs;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is suggested where no passage was found, and that nothing is looked for where some were. */
class NothingFoundIT extends AnswerCase {
  private static final String KOREAN = "휴가비는 얼마인가요?";

  @BeforeEach
  void nothingIsFound() {
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(), 1, null)));
    others.speak = (request, log) -> {
      log.append(new Started("extractive", "x1"));
      log.append(new Token("not found"));
      log.end(new Generated(false, Usage.NONE, List.of(), null, AnswerEvent.STOP,
          List.of("휴가: 신청")));
    };
    serveGeneration();
  }

  @Test
  void whatIsNearestByMeaningIsSuggestedThoughItWasNotFound() {
    nearest(hit("en", "Parking", "Guests"), hit("ko", "주차", null), hit("ko", "휴가", "신청"),
        hit("ko", "휴가", "신청"));
    var done = assertInstanceOf(Done.class, events(ask(KOREAN)).getLast());

    // The model understands Korean, so its order stays, but for what is in another language.
    assertEquals(new Instead(List.of(new Topic("주차", null), new Topic("휴가", "신청"),
        new Topic("Parking", "Guests")), false), others.generated.getFirst().instead());
    assertEquals(List.of("휴가: 신청"), done.suggestions());
    assertFalse(done.grounded());
    assertNull(done.support());
    var search = others.searches.getLast();
    assertEquals(SearchMode.VECTOR, search.mode());
    assertTrue(search.vectorFits());
    assertEquals(List.of(), others.listings);
  }

  @Test
  void whereTheModelDoesNotUnderstandTheLanguageTheSpellingDecides() {
    others.embed = () -> Future.succeededFuture(
        Reply.of(new Embedded("m", List.of("en"), List.of(Vector.of(1, 0)))));
    nearest(hit("ko", "주차", null), hit("ko", "근무", "휴가비"), hit("ko", "휴가", "신청"));
    events(ask(KOREAN));

    assertEquals(List.of(new Topic("근무", "휴가비"), new Topic("휴가", "신청"), new Topic("주차", null)),
        topics().topics());
  }

  @Test
  void theFiltersCountForWhatIsSuggested() {
    var filters = new Filters(List.of("hr"), null, null, null, null, null);
    others.documents = () -> Future.succeededFuture(
        Reply.of(new DocumentsListed(List.of(document("ko", "휴가")))));
    events(answer(asking(new AskQuestion(KOREAN, "default", null, null, null, filters, null, null,
        CacheUse.USE), call("t", AMPLE))));

    assertEquals(filters, others.searches.getLast().filters());
    assertEquals(new Instead(List.of(), false), topics());
  }

  @Test
  void withoutVectorsTheDocumentsThereAreAreSuggested() {
    others.embed = () -> Future.succeededFuture(
        Reply.refused(new Unavailable("embedding", "down")));
    others.documents = () -> Future.succeededFuture(Reply.of(new DocumentsListed(
        List.of(document("en", "Leave"), document("ko", "주차"), document("ko", "휴가")))));
    events(ask(KOREAN));

    assertEquals(
        new Instead(List.of(new Topic("휴가", null), new Topic("주차", null), new Topic("Leave", null)),
            false),
        topics());
    assertEquals(1, others.searches.size());
  }

  @Test
  void ofAnEmptyCollectionNothingIsSuggestedAndTheAnswerKnows() {
    events(ask("How many days of vacation do I get?"));

    assertEquals(new Instead(List.of(), true), topics());
  }

  @Test
  void whereNobodySaysWhatThereIsItIsNotSaidToBeEmpty() {
    others.documents = () -> Future.failedFuture("broken");
    events(ask(KOREAN));

    assertEquals(new Instead(List.of(), false), topics());
  }

  @Test
  void whereSomethingWasFoundNothingElseIsLookedFor() {
    others.find = () -> Future.succeededFuture(
        Reply.of(new PassagesFound(List.of(Neighbours.HIT), 1, null)));
    events(ask(KOREAN));

    assertNull(others.generated.getFirst().instead());
    assertEquals(1, others.searches.size());
    assertEquals(List.of(), others.listings);
  }

  private Instead topics() {
    return Objects.requireNonNull(others.generated.getFirst().instead());
  }

  private void nearest(Hit... hits) {
    others.find = () -> Future.succeededFuture(Reply.of(new PassagesFound(
        others.searches.getLast().mode() == SearchMode.VECTOR ? List.of(hits) : List.of(), 1,
        null)));
  }

  private static Hit hit(String language, String title, @Nullable String heading) {
    return new Hit(new Passage(title, 1, title, title,
        heading == null ? List.of(title) : List.of(title, heading), language, "text", 0, 4, "h",
        null), 0.1, new Legs(null, 0.1, null));
  }

  private static DocumentSummary document(String language, String title) {
    return new DocumentSummary(new DocumentVersion("default", title, 1, title, "text/plain",
        language, LocalDate.of(2026, 1, 31), List.of(), List.of(), null, "h", null,
        Instant.EPOCH, null, null), 1);
  }
}
