package io.sluice.launcher;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.sluice.testservers.Required;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Chromium of this machine. Screenshots are kept beside the results. */
final class TestBrowser implements AutoCloseable {
  private static final double PATIENCE_MS = 30_000;

  private final Playwright playwright;
  private final Browser browser;

  private TestBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Without Chromium or Node.js the test cannot be had. */
  static TestBrowser start() {
    var chromium = find("chromium", "chromium-browser", "google-chrome");
    var node = find("node");
    if (chromium == null || node == null) {
      throw Required.missing("browser", "needs Chromium and Node.js: install both, for example by"
          + " `apt-get install chromium nodejs`");
    }
    System.setProperty("playwright.nodejs.path", String.valueOf(node));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    var playwright = Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new TestBrowser(playwright,
        playwright.chromium().launch(new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of(String.valueOf(chromium))).setArgs(List.of("--no-sandbox",
                "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update",
                "--disable-sync"))));
  }

  /** A page of a person who has never been there. What goes wrong on it is told to {@code troubles}. */
  Page open(String locale, int width, int height, List<String> troubles) {
    var page = browser.newPage(
        new Browser.NewPageOptions().setLocale(locale).setViewportSize(width, height));
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        troubles.add(message.text());
      }
    });
    page.onPageError(troubles::add);
    return page;
  }

  static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions()
        .setPath(Path.of(System.getProperty("sluice.screenshots"), name + ".png")));
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static @Nullable Path find(String... names) {
    return Stream.of(names)
        .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable).findFirst().orElse(null);
  }
}
