package io.sluice.parsing.document;

import io.sluice.parsing.cleaning.Blanks;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.cleaning.Waste;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A page without what stands around its content. What is hidden goes, and scripts, forms' controls,
 * navigation, side bars, headers and footers of the page (those of an article stay: its title is often
 * there), and banners that ask about cookies. Then the content is {@code <main>} if there is one, else
 * the only {@code <article>}, else the body.
 */
final class MainContent {
  private static final Set<String> NO_TEXT = Set.of("script", "style", "noscript", "template",
      "svg",
      "math", "iframe", "object", "embed", "canvas", "audio", "video", "button", "input", "select",
      "textarea", "dialog");
  private static final Set<String> AROUND = Set.of("nav", "aside", "menu");
  private static final Set<String> AROUND_ROLES = Set.of("navigation", "banner", "contentinfo",
      "complementary", "search", "menu", "menubar");
  private static final Set<String> WITHIN = Set.of("main", "article", "section", "td",
      "blockquote");
  private static final int LONGEST_EXAMPLE = 200;

  private MainContent() {}

  static Element of(Document page, Tally tally) {
    var body = page.body();
    // What is emptied is not walked through; asking a node whether it is still in the page would walk up.
    body.traverse((node, depth) -> {
      if (node instanceof Element element && !element.equals(body)) {
        clear(element, tally);
      }
    });
    return content(body);
  }

  private static void clear(Element element, Tally tally) {
    var waste = waste(element);
    if (waste != null) {
      tally.add(waste, example(element));
    }
    if (waste != null || NO_TEXT.contains(element.normalName())) {
      // Emptied, not taken out: that would number its siblings anew each time.
      element.empty();
    }
  }

  private static @Nullable Waste waste(Element element) {
    if (isHidden(element)) {
      return Waste.HIDDEN;
    }
    if (isCookieBanner(element)) {
      return Waste.COOKIE_BANNER;
    }
    var name = element.normalName();
    var ofPage = (name.equals("header") || name.equals("footer")) && !isWithinContent(element);
    return ofPage || AROUND.contains(name)
        || AROUND_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
            ? Waste.NAVIGATION
            : null;
  }

  private static boolean isHidden(Element element) {
    if (element.hasAttr("hidden") || element.attr("aria-hidden").equalsIgnoreCase("true")) {
      return true;
    }
    var style = element.attr("style");
    if (style.isEmpty() || style.length() > 10_000) {
      return false;
    }
    var plain = style.replace(" ", "").toLowerCase(Locale.ROOT);
    return plain.contains("display:none") || plain.contains("visibility:hidden");
  }

  private static boolean isCookieBanner(Element element) {
    if (element.normalName().equals("body") || element.normalName().equals("main")
        || element.normalName().equals("article")) {
      return false;
    }
    for (var name : (element.id() + " " + element.className()).toLowerCase(Locale.ROOT)
        .split(" ", -1)) {
      if (name.startsWith("cookie") || name.contains("cookie-banner")
          || name.contains("cookie-consent") || name.contains("cookieconsent")
          || name.contains("consent-banner") || name.startsWith("gdpr")
          || name.startsWith("onetrust")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinContent(Element element) {
    var parent = element.parent();
    for (var up = 0; parent != null && up < 50; up++) {
      if (WITHIN.contains(parent.normalName())) {
        return true;
      }
      parent = parent.parent();
    }
    return false;
  }

  private static Element content(Element body) {
    var main = body.selectFirst("main, [role=main]");
    if (main != null && main.hasText()) {
      return main;
    }
    var articles = body.getElementsByTag("article");
    return articles.size() == 1 && articles.getFirst().hasText() ? articles.getFirst() : body;
  }

  /** The element's first words, without gathering all of them. */
  private static String example(Element element) {
    var words = new StringBuilder();
    element.nodeStream(TextNode.class).filter(text -> !text.isBlank())
        .takeWhile(text -> words.length() < LONGEST_EXAMPLE)
        .forEach(text -> words.append(text.text()).append(' '));
    return Blanks.collapsed(words.toString());
  }
}
