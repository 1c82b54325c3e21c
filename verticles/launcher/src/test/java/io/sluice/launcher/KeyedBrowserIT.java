package io.sluice.launcher;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.sluice.launcher.TestBrowser.shoot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person on the pages of a gateway that wants a key, in a real browser. */
class KeyedBrowserIT {
  private static final double PATIENCE = 30_000;
  private static final String WRONG = "sk-sluice-0123456789ab-" + "x".repeat(43);

  @TempDir
  static Path folder = Path.of("");
  private static RunningGateway gateway;
  private static TestBrowser browser;
  private static String key = "";

  private final List<String> troubles = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    browser = TestBrowser.start();
    gateway = RunningGateway.start(storage(), "admission.keys=required");
    key = keys("create", "browser", "--right", "ASK", "--right", "INGEST");
    await(key, 200);
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
  void aKeyIsAskedForAWrongOneIsToldAndTheRightOneAnswersInKorean() {
    try (var page = open("ko-KR", 1280, 800, "/")) {
      assertThat(page.getByTestId("key-dialog")).containsText("API 키가 필요합니다");
      assertThat(page.getByTestId("key-dialog")).containsText("--right INGEST");
      assertThat(page.getByTestId("key-field")).isFocused();
      shoot(page, "key-ko");

      type(page, WRONG);
      assertThat(page.getByTestId("key-mistake")).containsText("이 키로는 열리지 않습니다");
      assertThat(page.getByTestId("key-field")).isFocused();
      shoot(page, "key-wrong-ko");
      type(page, "비밀번호");
      assertThat(page.getByTestId("key-mistake")).containsText("이 키로는 열리지 않습니다");

      type(page, key);
      assertThat(page.getByTestId("key-dialog")).hasCount(0);
      assertThat(page.locator("#collection")).containsText("문서");
      ask(page, "휴가는 며칠이에요?");
      assertThat(page.getByTestId("answer-text").first()).containsText("15일", patiently());

      assertTrue(kept(page, "sessionStorage").contains(key));
      assertFalse(kept(page, "localStorage").contains("sk-sluice-"));
      assertNothingUnexpected();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko-KR", "en-US"})
  void theCommandThatIsNamedMakesAKeyThatOpensThePage(String language) throws Exception {
    try (var page = open(language, 1280, 800, "/")) {
      var command = page.locator("#key-why code").textContent();
      assertEquals("sluice keys create NAME --right ASK", command);
      var made = keys(command.substring("sluice keys ".length()).replace("NAME", "page")
          .split(" ", -1));
      await(made, 200);
      type(page, made);
      assertThat(page.getByTestId("key-dialog")).hasCount(0);
      assertThat(page.getByTestId("answer-text")).hasCount(0);
      assertNothingUnexpected();
    }
  }

  @Test
  void whatWasToBeDoneIsDoneOnceThereIsAKeyAndTheKeyCanBeForgotten() {
    try (var page = open("en-US", 360, 740, "/")) {
      assertThat(page.getByTestId("key-dialog")).containsText("An API key is needed");
      shoot(page, "key-en-phone");
      page.keyboard().press("Escape");
      assertThat(page.getByTestId("key-dialog")).hasCount(0);
      assertThat(page.getByTestId("notice")).containsText("only with an API key");
      page.waitForTimeout(1100); // until it may ask again

      ask(page, "How many days of vacation do I get?");
      type(page, WRONG);
      assertThat(page.getByTestId("key-mistake")).containsText("does not open the gateway");
      type(page, key);
      assertThat(page.getByTestId("answer-text").first()).containsText("15 days", patiently());
      var overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
      assertEquals(0, ((Number) overflow).intValue());

      page.getByTestId("key").click();
      assertThat(page.getByTestId("key-dialog")).containsText("An API key is in use");
      shoot(page, "key-held-en-phone");
      page.getByTestId("key-forget").click();
      assertThat(page.getByTestId("key-later")).hasText("Not now");
      assertThat(page.getByTestId("answer-text")).hasCount(0);
      assertFalse(kept(page, "sessionStorage").contains("sk-sluice-"));
      assertNothingUnexpected();
    }
  }

  @Test
  void withoutAKeyNothingOfTheDocumentsIsShown() {
    for (var path : List.of("/", "/documents.html", "/#answer=n.1")) {
      try (var page = open("ko-KR", 1280, 800, path)) {
        page.getByTestId("key-later").click();
        assertThat(page.getByTestId("notice").first()).isVisible();
        assertThat(page.getByTestId("document-row")).hasCount(0);
        assertThat(page.getByTestId("answer-text").first()).not().isVisible();
        assertThat(page.getByTestId("source")).hasCount(0);
        assertThat(page.locator("#collection option")).hasText(new String[]{"default"});
        assertFalse(page.content().contains("handbook"), page::content);
        if (path.startsWith("/documents")) {
          shoot(page, "key-none-documents-ko");
        }
        assertNothingUnexpected();
      }
    }
  }

  @Test
  void documentsAreUploadedAndSavedWithTheKeyOfTheTab() throws Exception {
    var text = "# Cellar\n\nThe code of the cellar is 11111.\n";
    var file = Files.writeString(folder.resolve("cellar.md"), text);
    try (var page = open("en-US", 1280, 800, "/documents.html")) {
      type(page, key);
      page.getByTestId("upload-input").setInputFiles(file);
      assertThat(page.locator("#uploads [data-state=done]")).hasCount(1,
          new HasCountOptions().setTimeout(PATIENCE));
      page.locator("[data-testid=document-row][data-key='cellar.md']").getByTestId("document-link")
          .click();
      for (var link : List.of("download", "download-version")) {
        var saved = page
            .waitForDownload(() -> page.getByTestId(link).first().click());
        assertEquals(link.equals("download") ? "cellar.md" : "v1-cellar.md",
            saved.suggestedFilename());
        assertEquals(text, Files.readString(saved.path()));
      }
      assertNothingUnexpected();
    }
  }

  @Test
  void aKeyThatIsRevokedWhileItIsInUseIsAskedForAgain() throws Exception {
    var other = keys("create", "leaver");
    await(other, 200);
    try (var page = open("ko-KR", 1280, 800, "/")) {
      type(page, other);
      assertThat(page.locator("#collection")).containsText("문서");
      keys("revoke", other.split("-", -1)[2]);
      awaitClosed(other);
      ask(page, "휴가는 며칠이에요?");
      assertThat(page.getByTestId("key-mistake")).containsText("더 이상 열리지 않습니다");
      type(page, key);
      assertThat(page.getByTestId("answer-text").first()).containsText("15일", patiently());
      assertNothingUnexpected();
    }
  }

  @Test
  void whatAKeyMayNotDoAndForHowLongItIsToWaitIsTold() throws Exception {
    var small = keys("create", "small", "--requests-per-minute", "1");
    await(small, 200);
    try (var page = open("en-US", 1280, 800, "/")) {
      type(page, small);
      ask(page, "How many days of vacation do I get?");
      assertThat(page.getByTestId("answer-text").first()).containsText("15 days", patiently());
      assertThat(page.getByTestId("grounded").first()).isVisible();
      ask(page, "How much is the meal allowance?");
      var told = page.getByRole(AriaRole.ALERT).last();
      assertThat(told).containsText("You can ask again in", patiently());
      shoot(page, "key-limited-en");

      var file = Files.writeString(folder.resolve("note.md"), "# Note\n\nNothing.\n");
      page.getByTestId("upload-input").setInputFiles(file);
      assertThat(page.getByTestId("upload-words").first())
          .containsText("You do not have the right to do this", patiently());
      page.getByTestId("language").click();
      assertThat(page.getByTestId("upload-words").first()).containsText("권한이 없습니다");
    }
  }

  private Page open(String locale, int width, int height, String path) {
    var page = browser.open(locale, width, height, troubles);
    page.onRequest(request -> addresses.add(request.url()));
    page.onFrameNavigated(frame -> addresses.add(frame.url()));
    page.navigate(gateway.url() + path);
    assertThat(page.getByTestId("key-dialog")).isVisible(
        new IsVisibleOptions().setTimeout(PATIENCE));
    return page;
  }

  private static void type(Page page, String text) {
    page.getByTestId("key-field").fill(text);
    page.keyboard().press("Enter");
  }

  /** Behind the question for a key nothing can be written. */
  private static void ask(Page page, String question) {
    assertThat(page.getByTestId("key-dialog")).hasCount(0);
    page.getByTestId("question").fill(question);
    page.keyboard().press("Enter");
  }

  private static String kept(Page page, String where) {
    return String.valueOf(page.evaluate("JSON.stringify(" + where + ")"));
  }

  /** Chromium writes each 401 to its console, too. */
  private void assertNothingUnexpected() {
    assertEquals(List.of(),
        troubles.stream().filter(trouble -> !trouble.contains("status of 401")).toList());
    assertEquals(List.of(),
        addresses.stream().filter(address -> address.contains("sk-sluice")).toList());
    assertFalse(troubles.toString().contains("sk-sluice"));
  }

  private static void awaitClosed(String secret) throws Exception {
    await(secret, 401);
  }

  private static void await(String secret, int status) throws Exception {
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (gateway.send(gateway.request("/v1/collections")
        .header("authorization", "Bearer " + secret).GET().build()).statusCode() != status) {
      assertTrue(System.nanoTime() < deadline, "is not answered " + status);
    }
  }

  private static ContainsTextOptions patiently() {
    return new ContainsTextOptions().setTimeout(PATIENCE);
  }

  private static Path storage() {
    return folder.resolve("storage");
  }

  private static String keys(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("keys"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--set", "storage.path=" + storage()));
    var typed = Typed.sluice(folder, command.toArray(String[]::new));
    assertEquals(0, typed.exit(), typed::toString);
    return typed.out().strip();
  }
}
