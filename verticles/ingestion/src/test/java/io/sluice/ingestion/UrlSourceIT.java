package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Refusal.Unavailable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds by hand, names of hosts as the test has them, a site that answers as it is told. */
class UrlSourceIT extends SourceCase {
  final Site site = new Site(vertx);
  final Map<String, String> names = new ConcurrentHashMap<>();
  final List<String> lookedUp = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  List<String> urls = List.of();
  Predicate<InetAddress> allowed = _ -> true;
  long maxBytes = 1 << 20;
  Duration timeout = Duration.ofSeconds(20);

  @BeforeEach
  void begin() {
    site.start();
    names.put("docs.example", "127.0.0.1");
    urls = List.of(url("/a"));
    start();
  }

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
  void redirectsAreFollowed() throws Exception {
    names.put("other.example", "127.0.0.1");
    site.redirect("/a", "b/");
    site.redirect("/b/", "http://other.example:" + site.port() + "/c");
    site.page("/c", TEXT, Map.of());
    round();

    assertDocuments("site/docs.example/a");
    assertEquals(List.of("docs.example", "docs.example", "other.example"), lookedUp);
  }

  @Test
  void aRedirectMayBeInKorean() throws Exception {
    site.redirect("/a", new String("/규정".getBytes(UTF_8), ISO_8859_1));
    site.page("/%EA%B7%9C%EC%A0%95", TEXT, Map.of());
    round();

    assertDocuments("site/docs.example/a");
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void atMostFiveRedirectsAreFollowed(int redirects) throws Exception {
    for (var i = 0; i < redirects; i++) {
      site.redirect(i == 0 ? "/a" : "/" + i, "/" + (i + 1));
    }
    site.page("/" + redirects, TEXT, Map.of());
    round();

    assertJobs(redirects == 5 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://docs.example/x", "http://me@docs.example/",
      ":",
      "http://"})
  void redirectsLeadToPagesOnly(String location) throws Exception {
    site.redirect("/a", location);
    round();

    assertJobs(0);
    assertEquals(1, site.requests.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "::1",
      "fd00::1",
      "224.0.0.1", "0.0.0.0"})
  void namesOfPrivateAddressesAreNotAsked(String address) throws Exception {
    allowed = PublicAddresses::contain;
    names.put("docs.example", address);
    site.page("/a", TEXT, Map.of());
    round();

    assertEquals(List.of(), site.requests);
    assertEquals(List.of(), pauses, "it will not be another the next minute");
    assertJobs(0);
  }

  @Test
  void aNameWithOnePrivateAddressAmongOthersIsNotAsked() throws Exception {
    allowed = PublicAddresses::contain;
    names.put("docs.example", "203.1.113.1,127.0.0.1");
    round();

    assertEquals(List.of(), pauses);
    assertEquals(List.of(), site.requests);
  }

  @Test
  void anAddressInNumbersIsCheckedAsWell() throws Exception {
    allowed = PublicAddresses::contain;
    urls = List.of("http://127.0.0.1:" + site.port() + "/a",
        "http://2130706433:" + site.port() + "/a", "http://[::1]:" + site.port() + "/a",
        "http://[::ffff:127.0.0.1]:" + site.port() + "/a");
    round();

    assertEquals(List.of(), site.requests);
  }

  @Test
  void aRedirectToAPrivateAddressIsNotFollowed() throws Exception {
    allowed = address -> address.getHostAddress().equals("127.0.0.1");
    names.put("inside.example", "127.0.0.2");
    site.redirect("/a", "http://inside.example:" + site.port() + "/secret");
    site.page("/secret", "secret", Map.of());
    round();

    assertEquals(List.of("/a"), site.paths());
    assertEquals(List.of("docs.example", "inside.example"), lookedUp);
    assertJobs(0);
  }

  @Test
  void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
    names.put("docs.example", "127.0.0.1,192.0.2.1");
    site.page("/a", TEXT, Map.of());
    round();

    assertEquals(List.of("docs.example"), lookedUp, "the name is looked up once");
    assertDocuments("site/docs.example/a");
  }

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
    timeout = Duration.ofMillis(100);
    site.answers.put("/a", response -> {
      if (begins) {
        response.setChunked(true).write("the first line\n");
      }
    });
    round();

    assertEquals(3, site.requests.size());
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

  private void pour(HttpServerResponse response) {
    response.write("x".repeat(10_000)).onSuccess(_ -> pour(response));
  }

  private boolean round() throws Exception {
    var source = new UrlSource("site", "default", List.of("wiki"), List.of(), Duration.ofHours(1),
        maxBytes, urls, timeout, false);
    var states = storage.resolve("sources");
    var delivery = new Delivery(bus, "test");
    var shelf = new Shelf<>(source, SourceState.open(states, "site", PageStamp.class),
        delivery, names());
    var file = states.resolve("site.page.half");
    var client = vertx.createHttpClient(Sources.connections());
    var fetcher = new Fetcher(vertx, client, new Hosts(this::resolve, allowed), source, file);
    return new UrlRound(source, shelf, delivery, fetcher, file, pauses::add).run();
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    lookedUp.add(host);
    var addresses = names.getOrDefault(host, host.endsWith(".example") ? "" : host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(host);
    }
    var found = new ArrayList<InetAddress>();
    for (var address : addresses.split(",", -1)) {
      found.add(InetAddress.getByName(address));
    }
    return found.toArray(InetAddress[]::new);
  }

  private String url(String path) {
    return "http://docs.example:" + site.port() + path;
  }

  private String state() throws IOException {
    return Files.readString(storage.resolve("sources").resolve("site.json"));
  }
}
