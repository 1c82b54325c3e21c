package io.sluice.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sluice.launcher.TestBrowser.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person says on the chat page what an answer was worth, in a real browser. */
class FeedbackBrowserIT {
  private static final double PATIENCE = 30_000;

  @TempDir
  static Path storage = Path.of("");
  private static RunningGateway gateway;
  private static TestBrowser browser;

  private final List<String> troubles = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    browser = TestBrowser.start();
    gateway = RunningGateway.start(storage);
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
  void anAnswerIsRatedCommentedAndItsSourceOpenedAndTheGatewayKnows() throws Exception {
    try (var page = open("ko-KR", 1280, 800)) {
      ask(page, "휴가는 며칠이에요?", "15일");
      var id = rate(page, "thumb-down");
      assertEquals(1, explained(id).path("rating").asInt());
      assertThat(page.getByTestId("thumb-down")).hasAttribute("aria-pressed", "true");
      assertThat(page.getByTestId("feedback-said")).hasText("평가를 남겼습니다.");

      page.getByTestId("star-1").focus();
      for (var star = 2; star <= 4; star++) {
        page.keyboard().press("ArrowRight");
      }
      assertThat(page.getByTestId("star-4")).isChecked();
      page.keyboard().press("Tab");
      assertThat(page.getByTestId("feedback-comment")).isFocused();
      page.keyboard().type("담당자 010-1234-5678 이 빠졌어요");
      shoot(page, "chat-feedback-ko");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("feedback-said")).containsText("고맙습니다");
      assertThat(page.getByTestId("feedback")).isHidden();
      assertEquals(4, explained(id).path("rating").asInt());
      assertEquals("담당자 [PHONE] 이 빠졌어요", noted(id).getLast().path("comment").asText());

      for (var again = 0; again < 2; again++) {
        page.getByTestId("citation").first().click();
        assertThat(page.getByTestId("source-mark").first()).containsText("15일");
        page.keyboard().press("Escape");
      }
      page.waitForCondition(() -> !clicks(id).isEmpty());
      rate(page, "thumb-up");
      assertEquals(1, clicks(id).size(), "each source is told once");
      assertEquals("control", noted(id).getLast().at("/route/variant").asText());
      assertEquals(List.of(), troubles);

      page.navigate(gateway.url() + "/#answer=" + id);
      page.reload();
      assertThat(page.getByTestId("answer-text").first()).containsText("15일");
      assertEquals(id, rate(page, "thumb-down"), "an answer that is shown again is rated, too");
      assertEquals(1, explained(id).path("rating").asInt());
      assertTrue(gateway.send(gateway.request("/metrics").build()).body()
          .contains("rag_feedback_total{rating=\"1\"} 1.0\n"), "the first rating counts");
    }
  }

  @Test
  void whatCannotBeTakenIsToldInOneLineAndCanBeSentAgainOnAPhone() {
    try (var page = open("en-US", 360, 740)) {
      ask(page, "How many days of vacation do I get?", "15 days");
      page.route("**/v1/feedback", route -> route.fulfill(new Route.FulfillOptions().setStatus(429)
          .setBody("{\"error\": {\"code\": \"policy.rate_limited\"}}")));
      page.getByTestId("thumb-up").click();
      assertThat(page.getByTestId("feedback-said"))
          .containsText("As much has been asked as is allowed");
      assertThat(page.getByTestId("thumb-up")).hasAttribute("aria-pressed", "false");
      shoot(page, "chat-feedback-en-phone");
      var overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assertEquals(0, ((Number) overflow).intValue());

      page.unroute("**/v1/feedback");
      page.getByTestId("feedback-send").click();
      assertThat(page.getByTestId("feedback-said")).containsText("Thank you");
      assertThat(page.getByTestId("thumb-up")).hasAttribute("aria-pressed", "true");
    }
  }

  private Page open(String locale, int width, int height) {
    var page = browser.open(locale, width, height, troubles);
    page.navigate(gateway.url());
    return page;
  }

  private static void ask(Page page, String question, String words) {
    page.getByTestId("question").fill(question);
    page.getByTestId("send").click();
    assertThat(page.getByTestId("answer-text").first()).containsText(words,
        new ContainsTextOptions().setTimeout(PATIENCE));
  }

  /** The id of the answer that was rated. */
  private static String rate(Page page, String thumb) throws Exception {
    var response = page.waitForResponse("**/v1/feedback", () -> page.getByTestId(thumb).click());
    assertEquals(204, response.status());
    return RunningGateway.JSON.readTree(response.request().postData()).path("answer").asText();
  }

  private static JsonNode explained(String id) throws Exception {
    return gateway.get("/v1/answers/" + id + "/explain");
  }

  /** The numbers of the sources that were opened. */
  private static List<Integer> clicks(String id) {
    return noted(id).stream().filter(line -> line.has("clicked"))
        .map(line -> line.at("/clicked/n").asInt()).toList();
  }

  /** What was noted of the answer. */
  private static List<JsonNode> noted(String id) {
    var noted = new ArrayList<JsonNode>();
    try (var files = Files.list(storage.resolve("insight/feedback"))) {
      for (var file : files.sorted().toList()) {
        for (var line : Files.readAllLines(file)) {
          var one = RunningGateway.JSON.readTree(line);
          if (one.path("answer").asText().equals(id)) {
            noted.add(one);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return noted;
  }
}
