package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are slow, broken, endless or in trouble. */
class UrlTroubleIT extends UrlCase {
  @Test
  void theNextAttemptAsksTheNextAddress() throws Exception {
    names.put("docs.example", "127.0.0.2,127.0.0.1");
    site.page("/a", TEXT, Map.of());
    round();

    assertEquals(1, pauses.size());
    assertDocuments("site/docs.example/a");
  }

  @Test
  void aNameThatIsNotKnownIsTriedAgain() throws Exception {
    names.remove("docs.example");
    round();

    assertEquals(2, pauses.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPageThatIsTooLargeIsNotTaken(boolean chunked) throws Exception {
    maxBytes = 100_000;
    site.answers.put("/a", response -> response.setChunked(chunked).end("x".repeat(100_001)));
    round();
    assertJobs(0);
    site.answers.put("/a", response -> response.setChunked(chunked).end("x".repeat(100_000)));
    round();

    assertJobs(1);
  }

  @Test
  void aPageThatIsPackedIsNotUnpacked() throws Exception {
    site.page("/a", "whatever", Map.of("content-encoding", "gzip"));
    round();

    assertEquals("identity", site.last("accept-encoding"));
    assertJobs(0);
  }

  @Test
  void aPageWithoutEndIsNotTaken() throws Exception {
    maxBytes = 100_000;
    site.answers.put("/a", response -> pour(response.setChunked(true)));
    round();

    assertJobs(0);
    Eventually.holds(() -> files("uploads").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatIsSlowIsGivenUp(boolean begins) throws Exception {
    timeout = Duration.ofMillis(500);
    site.answers.put("/a", response -> {
      if (begins) {
        response.setChunked(true).write("the first line\n");
      }
    });
    round();

    assertEquals(2, pauses.size(), "it is tried three times");
    assertJobs(0);
  }

  @Test
  void aPageOfManyPiecesArrivesWhole() throws Exception {
    maxBytes = 64 << 20;
    var text = "줄 하나\n".repeat(300_000);
    site.page("/a", text, Map.of("content-type", "text/plain; charset=utf-8"));
    round();

    assertEquals(List.of(Hashes.of(text.getBytes(UTF_8))), files("raw"));
  }

  @Test
  void aPageThatBreaksOffIsTriedAgain() throws Exception {
    site.answers.put("/a", response -> {
      if (site.requests.size() < 2) {
        response.putHeader("content-length", "1000").write("half of").onComplete(
            _ -> response.reset());
      } else {
        response.end(TEXT);
      }
    });
    round();

    assertText("site/docs.example/a", TEXT);
    assertJobs(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429})
  void aServerInTroubleIsTriedAgain(int status) throws Exception {
    site.answers.put("/a", response -> {
      if (site.requests.size() < 3) {
        response.setStatusCode(status).end();
      } else {
        response.end(TEXT);
      }
    });
    round();

    assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(8)), pauses);
    assertJobs(1);
  }

  @Test
  void aServerThatSaysWhenIsAskedThen() throws Exception {
    site.answers.put("/a", response -> response.setStatusCode(503)
        .putHeader("retry-after", site.requests.size() == 1 ? "7" : "3600").end());
    round();

    assertEquals(List.of(Duration.ofSeconds(7)), pauses, "an hour is for the next round");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 304, 400, 401, 403, 451})
  void whatIsNoPageIsNotTakenNorTriedAgain(int status) throws Exception {
    site.status("/a", status);
    round();

    assertEquals(1, site.requests.size());
    assertJobs(0);
  }

  private void pour(HttpServerResponse response) {
    response.write("x".repeat(10_000)).onSuccess(_ -> pour(response));
  }
}
