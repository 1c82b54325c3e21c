package io.sluice.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sluice.launcher.TestBrowser.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator looks at the console and switches an experiment, in a real browser. */
class ConsoleBrowserIT {
  private static final double PATIENCE = 30_000;
  private static final int MOST_BYTES = 150_000;
  private static final List<String> VIEWS = List.of("overview", "answers", "documents",
      "experiments", "quality", "health");

  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;
  private static TestBrowser browser;
  /** An answer that was really given. */
  private static String answer = "";

  private final List<String> troubles = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    browser = TestBrowser.start();
    var config = Files.writeString(folder.resolve("experiments.yaml"), """
        experiments:
          답변-길이:
            metric: rating
            share: 0.5
            variants: {short: {k: 2}}
        """);
    gateway = RunningGateway.start(List.of("--config", config.toString()),
        folder.resolve("storage"));
    answer = gateway.ask("휴가는 며칠이에요?").path("id").asText();
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (gateway != null) {
      gateway.close();
    }
  }

  @Test
  void aNumberLeadsToTheAnswersBehindItAndAnAnswerToItsStages() {
    try (var page = open("ko-KR", 1280, 900, "/")) {
      page.getByTestId("pageConsole").click();
      assertThat(page.getByTestId("tile-Questions").locator(".tile-more")).hasText("질문 120개");
      assertThat(page.getByTestId("tile-Latency").locator(".tile-value")).hasText("812 ms");
      assertThat(page.getByTestId("live")).containsText("실시간");
      page.getByTestId("chart").first().focus();
      page.keyboard().press("ArrowLeft");
      assertThat(page.locator(".tile-now").first()).containsText("질문 2개");
      shoot(page, "console-overview-ko");

      page.getByTestId("tile-Refused").locator(".tile-value a").click();
      assertThat(page.getByTestId("answer-row")).hasCount(2);
      assertThat(page.getByTestId("filter-result")).hasValue("refused");
      assertThat(page.getByTestId("chip-from")).isVisible();
      assertTrue(asked.getLast().contains("result=refused"), asked::toString);
      assertTrue(asked.getLast().contains("from=2026-03-02"), asked::toString);
      shoot(page, "console-answers-ko");
      page.getByTestId("more").click();
      assertThat(page.getByTestId("answer-row")).hasCount(3);
      assertTrue(asked.getLast().contains("cursor=c1"), asked::toString);

      page.getByTestId("answer-question").first().focus();
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("explained")).containsText("15일");
      assertThat(page.locator("[data-stage=search]")).isVisible();
      assertThat(page.getByTestId("explained-passage").first()).containsText("15일");
      page.locator("[data-stage=search] summary").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("[data-stage=search]")).containsText("휴가");
      shoot(page, "console-explain-ko");
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("drawer")).isHidden();
      assertThat(page.getByTestId("answer-question").first()).isFocused();
      assertThat(page).not().hasURL(Pattern.compile("answer="));
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void anExperimentIsSwitchedAndItsShareChanged() throws Exception {
    try (var page = open("en-US", 1280, 900, "/console#view=experiments")) {
      var words = experiment().at("/verdict/english").asText();
      assertThat(page.getByTestId("experiment-verdict")).containsText(words);
      var toggle = page.getByTestId("experiment-switch");
      assertThat(toggle).hasAttribute("aria-checked", "true");
      toggle.focus();
      page.keyboard().press("Enter");
      assertThat(toggle).hasAttribute("aria-checked", "false");
      assertThat(toggle).isFocused();
      assertFalse(experiment().path("on").asBoolean());

      page.getByTestId("share").fill("25");
      page.getByTestId("share-apply").click();
      assertThat(page.locator("#announcer")).containsText("is off, for 25%");
      assertEquals(0.25, experiment().path("share").asDouble());
      page.reload();
      assertThat(page.getByTestId("experiment")).containsText("25%");
      assertThat(page.getByTestId("experiment-switch")).hasAttribute("aria-checked", "false");
      assertThat(page.getByTestId("split")).isVisible();
      shoot(page, "console-experiments-en");
      page.getByTestId("experiment-switch").click();
      assertThat(page.getByTestId("experiment-switch")).hasAttribute("aria-checked", "true");
      assertTrue(experiment().path("on").asBoolean());
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void whatIsShownOfVariantsIsTheirIntervalsInWordsAndLines() {
    try (var page = open("ko-KR", 1280, 900, "/console")) {
      page.route("**/v1/experiments", route -> json(route, ConsoleSamples.EXPERIMENTS));
      page.locator("#tab-experiments").click();
      assertThat(page.getByTestId("experiment-verdict")).containsText("더 나은 변형이 있습니다 · more");
      assertThat(page.getByTestId("experiment-verdict")).containsText("평가가 대조군보다 높습니다");
      assertThat(page.getByTestId("difference").first()).containsText("+10%");
      assertThat(page.getByTestId("difference").first()).hasAttribute("data-decided", "true");
      assertThat(page.getByTestId("difference").first().locator(".interval-line")).hasCount(3);
      assertThat(page.getByTestId("difference").first().locator(".interval-dot")).isVisible();
      shoot(page, "console-intervals-ko");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void qualityOpensWithWhatGotWorse() {
    try (var page = open("ko-KR", 1280, 1400, "/console#view=quality")) {
      assertThat(page.getByTestId("worse-measure")).hasCount(1);
      assertThat(page.getByTestId("worse-measure")).containsText("근거 있는 답의 비율");
      assertThat(page.getByTestId("measure-row").first()).hasAttribute("data-state", "bad");
      assertThat(page.getByTestId("alert")).hasCount(2);
      assertThat(page.getByTestId("report-words")).containsText("질문 12개");
      assertThat(page.getByTestId("unanswered-group")).containsText("주차장은 어디에 있나요?");
      shoot(page, "console-quality-ko");

      page.getByTestId("day").fill("2026-01-31");
      page.waitForCondition(() -> asked.getLast().endsWith("/v1/quality/report?day=2026-01-31"));
      page.getByTestId("day-back").click();
      page.waitForCondition(() -> asked.getLast().endsWith("/v1/quality/report?day=2026-01-30"));
      assertThat(page).hasURL(Pattern.compile("day=2026-01-30$"));

      page.getByTestId("worst-question").first().click();
      assertThat(page.getByTestId("explained")).containsText("15일");
      page.getByTestId("language").evaluate("button => button.click()");
      assertThat(page.getByTestId("waterfall")).containsText("search");
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("report-words")).containsText("12 questions");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void healthIsThatOfTheGateway() throws Exception {
    var parts = gateway.get("/health").path("parts");
    try (var page = open("en-US", 1280, 800, "/console#view=health")) {
      assertThat(page.getByTestId("part-row")).hasCount(parts.size());
      assertThat(page.locator("[data-part=retrieval]")).hasAttribute("data-status", "up");
      shoot(page, "console-health-en");
      page.unroute("**/health");
      page.route("**/health", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)
          .setContentType("application/json").setBody("""
              {"status": "down", "parts": {"retrieval": {"status": "down", "needed": true,
              "latencyMs": 2000, "error": "nobody answers"}, "openai": {"status": "up",
              "needed": false, "latencyMs": 8, "error": null, "circuit": "half-open",
              "lastError": "refused"}}}
              """)));
      page.getByTestId("refresh").click();
      assertThat(page.getByTestId("health-status")).containsText("It cannot answer");
      assertThat(page.locator("[data-part=openai]")).containsText("half open");
      assertThat(page.locator("[data-part=openai]")).containsText("Last trouble: refused");
    }
  }

  @Test
  void everyViewHasItsAddressIsWalkedToByArrowsAndFitsADarkPhone() {
    try (var page = open("ko-KR", 360, 740, "/console")) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.locator("#tab-overview").focus();
      for (var view : VIEWS) {
        assertThat(page.locator("#tab-" + view)).isFocused();
        assertThat(page.locator("#panel-" + view)).isVisible();
        assertThat(page.locator("#panel-" + view + " .skeleton")).hasCount(0);
        if (!view.equals("overview")) {
          assertThat(page).hasURL(Pattern.compile("#view=" + view + "$"));
        }
        assertEquals(0, overflow(page), view);
        shoot(page, "console-" + view + "-ko-phone");
        page.keyboard().press("ArrowRight");
      }
      page.navigate(gateway.url() + "/console#view=answers&answer=" + answer);
      assertThat(page.getByTestId("waterfall")).isVisible();
      assertEquals(0, overflow(page));
      shoot(page, "console-explain-ko-phone");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void itIsLiveOnlyWhileThePageIsSeen() {
    try (var page = browser.open("en-US", 1280, 800, troubles)) {
      var times = new AtomicInteger();
      page.clock().install();
      intercept(page);
      page.route(Pattern.compile("/v1/overview\\?"), route -> {
        times.incrementAndGet();
        json(route, ConsoleSamples.overview());
      });
      page.navigate(gateway.url() + "/console");
      assertThat(page.getByTestId("tile-Cost")).isVisible();
      page.clock().runFor(6_000);
      page.waitForCondition(() -> times.get() == 2);

      see(page, false);
      page.clock().runFor(60_000);
      see(page, true);
      page.waitForCondition(() -> times.get() == 3);
      page.locator("#tab-documents").click();
      assertThat(page.getByTestId("documents-open")).isVisible();
      page.clock().runFor(60_000);
      page.locator("#tab-overview").click();
      page.waitForCondition(() -> times.get() == 4);
    }
  }

  @Test
  void whatFailsIsToldWhatIsKnownStaysAndItComesBackByItself() {
    try (var page = open("en-US", 1280, 800, "/console#view=documents")) {
      var isFailing = new AtomicBoolean(true);
      page.route(Pattern.compile("/v1/overview\\?.*"), route -> {
        if (isFailing.get()) {
          route.fulfill(new Route.FulfillOptions().setStatus(503)
              .setBody("{\"error\": {\"code\": \"gateway.unavailable\"}}"));
        } else {
          json(route, ConsoleSamples.overview());
        }
      });
      page.locator("#tab-overview").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("A part of the gateway");
      assertThat(page.getByTestId("retry")).isVisible();
      shoot(page, "console-trouble-en");
      isFailing.set(false);
      assertThat(page.getByTestId("live")).containsText("live", patiently());
      isFailing.set(true);
      assertThat(page.getByTestId("live")).containsText("no news", patiently());
      assertThat(page.getByTestId("tile-Questions")).isVisible();
    }
  }

  @Test
  void whatThereIsNoneOfIsSaid() {
    try (var page = open("en-US", 1280, 800, "/console#view=documents")) {
      page.route(Pattern.compile("/v1/answers\\?.*"),
          route -> json(route, "{\"answers\": [], \"next\": null}"));
      page.locator("#tab-answers").click();
      assertThat(page.getByTestId("notice")).containsText("No answers are on record yet");
      page.getByTestId("filter-tier").selectOption("complex");
      assertThat(page.getByTestId("notice")).containsText("No answer is like this");
      assertThat(page).hasURL(Pattern.compile("tier=complex"));
    }
  }

  @Test
  void theFirstLoadIsLight() {
    try (var page = open("en-US", 1280, 800, "/console")) {
      assertThat(page.getByTestId("tile-Cost")).isVisible();
      var bytes = ((Number) page.evaluate(
          """
              performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                .reduce((sum, { transferSize }) => sum + transferSize, 0)
              """))
          .intValue();
      assertTrue(bytes > 10_000 && bytes < MOST_BYTES, bytes + " bytes");
    }
  }

  @Test
  void whoHasNoRightToItIsToldAndCanShowAnotherKey() throws Exception {
    var storage = folder.resolve("keyed");
    try (var keyed = RunningGateway.start(storage, "admission.keys=required");
        var page = browser.open("ko-KR", 1280, 800, troubles)) {
      var asker = Typed.key(folder, storage, "asker", "--right", "ASK");
      var admin = Typed.key(folder, storage, "admin", "--right", "ASK", "--right", "ADMIN");
      page.navigate(keyed.url() + "/console#view=experiments");
      assertThat(page.getByTestId("key-dialog")).containsText("--right ADMIN");
      shoot(page, "console-key-ko");
      open(page, keyed, asker);
      assertThat(page.getByTestId("notice")).containsText("권한이 없습니다");
      page.getByTestId("other-key").click();
      open(page, keyed, admin);
      assertThat(page.getByTestId("notice")).containsText("설정된 실험이 없습니다");
      page.locator("#tab-health").click();
      assertThat(page.getByTestId("health-status")).isVisible();
    }
  }

  /** A key is good a little later than it is made. */
  private static void open(Page page, RunningGateway keyed, String key) throws Exception {
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (keyed.send(keyed.request("/v1/collections").header("authorization", "Bearer " + key)
        .GET().build()).statusCode() != 200) {
      assertTrue(System.nanoTime() < deadline, "the key is not taken");
    }
    page.getByTestId("key-field").fill(key);
    page.keyboard().press("Enter");
    assertThat(page.getByTestId("key-dialog")).hasCount(0);
  }

  private Page open(String locale, int width, int height, String path) {
    var page = browser.open(locale, width, height, troubles);
    page.onRequest(request -> {
      var address = URI.create(request.url());
      var isList = address.getPath().equals("/v1/answers");
      if (isList || address.getPath().equals("/v1/quality/report")) {
        asked.add(request.url());
      }
    });
    intercept(page);
    page.navigate(gateway.url() + path);
    return page;
  }

  /** So that the numbers are known; those of a real gateway are in {@link KnowingIT}. */
  private static void intercept(Page page) {
    page.route(Pattern.compile("/v1/overview\\?"), route -> json(route, ConsoleSamples.overview()));
    page.route(Pattern.compile("/v1/answers\\?"),
        route -> json(route, ConsoleSamples.answers(route.request().url(), answer)));
    page.route(Pattern.compile("/v1/quality$"), route -> json(route, ConsoleSamples.QUALITY));
    page.route(Pattern.compile("/v1/quality/report\\?"),
        route -> json(route, ConsoleSamples.report(answer)));
  }

  private static void json(Route route, String body) {
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(body));
  }

  private static void see(Page page, boolean isSeen) {
    page.evaluate("""
        isSeen => {
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => !isSeen });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, isSeen);
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static int overflow(Page page) {
    return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
  }

  private static JsonNode experiment() throws Exception {
    return gateway.get("/v1/experiments").at("/experiments/0");
  }
}
