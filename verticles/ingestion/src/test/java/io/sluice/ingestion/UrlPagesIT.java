package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Refusal.Unavailable;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages become documents, are fetched again only where they changed, and go when they are gone. */
class UrlPagesIT extends UrlCase {
  @Test
  void pagesBecomeDocuments() throws Exception {
    urls = List.of(url("/규정/휴가.md?v=1"));
    site.page("/%EA%B7%9C%EC%A0%95/%ED%9C%B4%EA%B0%80.md?v=1",
        TEXT, Map.of("content-type", "text/markdown; charset=utf-8"));
    round();

    assertDocuments("site/docs.example/규정/휴가.md-v-1");
    var commit = corpus.commits.getFirst();
    assertEquals(urls.getFirst(), commit.document().source());
    assertEquals(List.of("wiki"), commit.document().tags());
    assertEquals(2, commit.passages().size(), "it is read as Markdown");
    var asked = site.requests.getFirst();
    assertEquals("docs.example:" + site.port(), asked.get("host"));
    assertEquals("Sluice/0.1 (document source)", asked.get("user-agent"));
  }

  @Test
  void whatTheServerSaysIsInWhichLettersCounts() throws Exception {
    site.answers.put("/a", response -> response
        .putHeader("content-type", "text/plain; charset=EUC-KR")
        .end(Buffer.buffer("휴가 규정은 다음과 같다".getBytes(Charset.forName("EUC-KR")))));
    round();

    assertText("site/docs.example/a", "휴가 규정은 다음과 같다");
  }

  @Test
  void aPageIsNotFetchedAgainWhereItsETagIsTheSame() throws Exception {
    site.answers.put("/a", response -> {
      if ("\"v1\"".equals(site.last("if-none-match"))) {
        response.setStatusCode(304).end();
      } else {
        response.putHeader("etag", "\"v1\"").end(TEXT);
      }
    });
    round();
    round();

    assertEquals("\"v1\"", site.last("if-none-match"));
    assertJobs(1);
  }

  @Test
  void aPageIsNotFetchedAgainWhereItWasNotModifiedSince() throws Exception {
    var day = "Fri, 01 May 2026 00:00:00 GMT";
    site.answers.put("/a", response -> {
      if (day.equals(site.last("if-modified-since"))) {
        response.setStatusCode(304).end();
      } else {
        response.putHeader("last-modified", day).end(TEXT);
      }
    });
    round();
    round();

    assertEquals(day, site.last("if-modified-since"));
    assertNull(site.last("if-none-match"));
    assertJobs(1);
  }

  @Test
  void theSameBytesAreNotSentAgainWithoutETagOrDate() throws Exception {
    site.page("/a", TEXT, Map.of());
    round();
    round();

    assertEquals(2, site.requests.size());
    assertJobs(1);
    Eventually.holds(() -> files("uploads").isEmpty());
  }

  @Test
  void nothingIsSentAgainAfterARestart() throws Exception {
    site.page("/a", TEXT, Map.of("etag", "\"v1\""));
    round();
    restart();
    round();

    assertEquals("\"v1\"", site.last("if-none-match"));
    assertJobs(1);
  }

  @Test
  void aChangedPageIsANewVersion() throws Exception {
    site.page("/a", TEXT, Map.of("etag", "\"v1\""));
    round();
    site.page("/a", TEXT + "more", Map.of("etag", "\"v2\""));
    round();

    assertJobs(2);
    assertText("site/docs.example/a", TEXT + "more");
    assertTrue(state().contains("v2"));
  }

  @Test
  void aPageThatIsGoneForThreeRoundsIsErased() throws Exception {
    site.page("/a", TEXT, Map.of());
    round();
    assertDocuments("site/docs.example/a");
    site.status("/a", 404);
    round();
    site.status("/a", 410);
    round();
    assertDocuments("site/docs.example/a");
    round();
    assertDocuments();
    site.page("/a", TEXT, Map.of());
    round();

    assertDocuments("site/docs.example/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403})
  void roundsAreCountedInARow(int between) throws Exception {
    site.page("/a", TEXT, Map.of());
    round();
    site.status("/a", 404);
    round();
    round();
    if (between == 200) {
      site.page("/a", TEXT, Map.of());
    } else {
      site.status("/a", between);
    }
    round();
    site.status("/a", 404);
    round();
    restart();
    round();
    assertDocuments("site/docs.example/a");
    round();

    assertDocuments();
  }

  @Test
  void aPageThatIsNoLongerListedIsErased() throws Exception {
    urls = List.of(url("/a"), url("/b"));
    site.page("/a", TEXT, Map.of());
    site.page("/b", TEXT, Map.of());
    round();
    assertDocuments("site/docs.example/a", "site/docs.example/b");
    urls = List.of(url("/b"));
    round();

    assertDocuments("site/docs.example/b");
  }

  @Test
  void addressesOfTheSameNameStayApart() throws Exception {
    urls = List.of(url("/a"), url("/a/"));
    site.page("/a", TEXT, Map.of());
    site.page("/a/", TEXT, Map.of());
    round();
    round();

    assertDocuments("site/docs.example/a",
        "site/docs.example/a/-" + Hashes.of(List.of(url("/a/"))).substring(0, 8));
    assertJobs(2);
  }

  @Test
  void whereTooMuchIsWaitingTheRestComesLater() throws Exception {
    embedder.refusal = new Unavailable("embedding", "down");
    result(vertx.undeploy(deployment));
    maxQueued = 1;
    start(NEVER);
    urls = List.of(url("/a"), url("/b"));
    site.page("/a", TEXT, Map.of());
    site.page("/b", TEXT, Map.of());

    assertFalse(round());
    embedder.refusal = null;
    restart();
    Eventually.holds(() -> corpus.active.size() == 1);
    assertTrue(round());
    assertDocuments("site/docs.example/a", "site/docs.example/b");
  }

  private String state() throws IOException {
    return Files.readString(storage.resolve("sources").resolve("site.json"));
  }
}
