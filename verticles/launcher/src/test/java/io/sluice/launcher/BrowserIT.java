package io.sluice.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sluice.launcher.TestBrowser.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person asks on the chat page, in a real browser. */
class BrowserIT {
  private static final double PATIENCE = 30_000;

  @TempDir
  static Path storage = Path.of("");
  private static RunningGateway gateway;
  private static TestBrowser browser;

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
  void aKoreanQuestionIsAnsweredWithItsSourceHighlighted() {
    try (var page = open("ko-KR", 1280, 800)) {
      ask(page, "휴가는 며칠이에요?");
      page.getByTestId("citation").first().click();
      assertThat(page.getByTestId("source-mark").first()).containsText("15일");
      shoot(page, "chat-ko");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void anEnglishQuestionIsAnsweredOnAPhone() {
    try (var page = open("en-US", 360, 740)) {
      page.getByTestId("question").fill("How many days of vacation do I get?");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("answer-text").first()).containsText("15 days",
          new ContainsTextOptions().setTimeout(PATIENCE));
      shoot(page, "chat-en-phone");
      var overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assertEquals(0, ((Number) overflow).intValue());
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void whatIsNotThereIsSaidHonestly() {
    try (var page = open("ko-KR", 1280, 800)) {
      page.getByTestId("question").fill("프랑스의 수도는 어디인가요?");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("grounded").first()).hasAttribute("data-grounded", "false");
      assertThat(page.getByTestId("citation")).hasCount(0);
      shoot(page, "chat-not-found");
    }
  }

  @Test
  void whatTheSourcesDoNotBearOutIsMarkedThoughItIsCited() {
    var text = "Books are lent for 14 days [1]. A late return costs 500 won [1].";
    var events = """
        id: 1
        event: accepted
        data: {"id": "n.1"}

        id: 2
        event: sources
        data: {"sources": [{"n": 1, "document": "d", "version": 1, "title": "Library", "text": "t"}]}

        id: 3
        event: token
        data: {"text": "%s"}

        id: 4
        event: done
        data: {"id": "n.1", "grounded": false, "support": 0.5, "finishReason": "length",
        data: "citations": [{"start": 0, "end": 26, "sources": [1]}, {"start": 32, "end": 59, "sources": [1]}],
        data: "unsupported": [{"start": 32, "end": 64, "why": "500 is not in the sources"}]}

        data: [DONE]

        """
        .formatted(text);
    try (var page = open("en-US", 1280, 800)) {
      page.route("**/v1/ask", route -> route.fulfill(new Route.FulfillOptions()
          .setContentType("text/event-stream").setBody(events)));
      page.getByTestId("question").fill("How long are books lent?");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("grounded").first()).hasAttribute("data-grounded", "partial");
      assertThat(page.getByTestId("unsupported").first())
          .containsText("A late return costs 500 won");
      assertThat(page.getByTestId("cut-short")).isVisible();
      assertThat(page.getByTestId("suggestion")).hasCount(0);
      shoot(page, "chat-partly");
    }
  }

  @Test
  void whatIsSuggestedInsteadIsAskedByAClick() {
    try (var page = open("ko-KR", 360, 740)) {
      page.getByTestId("question").fill("노벨문학상 수상자는 누구인가요?");
      page.keyboard().press("Enter");
      var suggestion = page.getByTestId("suggestion").first();
      assertThat(suggestion).isVisible(new LocatorAssertions.IsVisibleOptions()
          .setTimeout(PATIENCE));
      var words = suggestion.textContent();
      shoot(page, "chat-suggestions-phone");
      var overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assertEquals(0, ((Number) overflow).intValue());
      suggestion.click();
      assertThat(page.getByTestId("answer").nth(1)).hasAttribute("data-question", words);
      assertThat(page.getByTestId("grounded").nth(1)).hasAttribute("data-grounded", "true");
      assertEquals(List.of(), troubles);
    }
  }

  @Test
  void anUploadedDocumentIsAnsweredFrom() throws Exception {
    var file = Files.writeString(storage.resolve("greenhouse.md"),
        "# Greenhouse\n\nThe code of the rooftop greenhouse is 84172.\n");
    try (var page = open("en-US", 1280, 800)) {
      page.getByTestId("upload-input").setInputFiles(file);
      assertThat(page.getByTestId("upload-item").first()).containsText("passage",
          new ContainsTextOptions().setTimeout(PATIENCE).setIgnoreCase(true));
      page.getByTestId("question").fill("What is the code of the rooftop greenhouse?");
      page.keyboard().press("Enter");
      assertThat(page.getByTestId("answer-text").first()).containsText("84172",
          new ContainsTextOptions().setTimeout(PATIENCE));
      shoot(page, "chat-upload");
    }
  }

  @Test
  void aDocumentIsUploadedComparedRolledBackAndErasedOnTheDocumentsPage() throws Exception {
    var file = storage.resolve("cellar.md");
    try (var page = open("ko-KR", 1280, 800)) {
      page.navigate(gateway.url() + "/documents.html");
      for (var code : List.of("11111", "22222")) {
        Files.writeString(file, "# Cellar\n\nThe code of the cellar is " + code + ".\n");
        page.getByTestId("upload-input").setInputFiles(file);
        assertThat(page.locator("#uploads [data-state=done]")).hasCount(
            code.equals("11111") ? 1 : 2,
            new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
      }
      page.getByTestId("search").fill("cellar");
      page.locator("[data-testid=document-row][data-key='cellar.md']").getByTestId("document-link")
          .click();
      var first = page.locator("[data-testid=version][data-version='1']");
      first.getByTestId("compare").click();
      assertThat(page.getByTestId("passage-added").first()).containsText("11111");
      assertThat(page.getByTestId("passage-removed").first()).containsText("22222");
      shoot(page, "documents-diff-ko");
      first.getByTestId("activate").click();
      page.getByTestId("confirm-yes").click();
      assertThat(first).hasAttribute("data-state", "active");
      page.getByTestId("erase").click();
      page.getByTestId("confirm-yes").click();
      assertThat(page.getByTestId("receipt")).isVisible();
      shoot(page, "documents-receipt-ko");
      assertEquals(List.of(), troubles);
    }
  }

  private final List<String> troubles = new ArrayList<>();

  private Page open(String locale, int width, int height) {
    var page = browser.open(locale, width, height, troubles);
    page.navigate(gateway.url());
    return page;
  }

  private static void ask(Page page, String question) {
    page.getByTestId("question").fill(question);
    page.getByTestId("send").click();
    assertThat(page.getByTestId("answer-text").first()).containsText("15일",
        new ContainsTextOptions().setTimeout(PATIENCE));
  }
}
