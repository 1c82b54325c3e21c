package io.sluice.parsing.cleaning;

import io.sluice.parsing.cleaning.ParagraphBreaks.Break;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one text of a document's pages: without headers, footers and page numbers, its lines joined
 * into paragraphs, also across pages. A page starts where its first character stands, which may be
 * within a paragraph or a word.
 */
public final class PageCleaning {
  private final Tally tally;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> pageStarts = new ArrayList<>();

  private PageCleaning(Tally tally) {
    this.tally = tally;
  }

  /**
   * A document's text.
   *
   * @param pageStarts where each page begins in it, one for each page, also an empty one
   */
  public record PagedText(String text, List<Integer> pageStarts) {}

  public static PagedText clean(List<Page> raw, Tally tally) {
    var pages = raw.stream().map(page -> cleanCharacters(page, tally)).toList();
    var running = new RunningLines(textSize(pages), pages.size());
    for (var i = 0; i < pages.size(); i++) {
      running.see(i + 1, pages.get(i));
    }
    var bodies = new ArrayList<List<Line>>();
    var words = new WordEvidence();
    for (var i = 0; i < pages.size(); i++) {
      var body = running.without(i + 1, pages.get(i), tally);
      words.see(body);
      bodies.add(body);
    }
    var cleaning = new PageCleaning(tally);
    cleaning.join(bodies, new LineJoining(words, tally));
    return new PagedText(cleaning.text.toString(), cleaning.pageStarts);
  }

  private static Page cleanCharacters(Page page, Tally tally) {
    return new Page(page.lines().stream().map(line -> line.cleaned(tally))
        .filter(line -> !line.text().isEmpty()).toList(), page.height());
  }

  /** The size most characters have. */
  private static float textSize(List<Page> pages) {
    var characters = new HashMap<Integer, Long>();
    for (var page : pages) {
      for (var line : page.lines()) {
        characters.merge(Math.round(line.size() * 2), (long) line.text().length(), Long::sum);
      }
    }
    var usual = characters.entrySet().stream().max(Map.Entry.comparingByValue());
    return usual.map(size -> size.getKey() / 2f).orElse(0f);
  }

  private void join(List<List<Line>> bodies, LineJoining joining) {
    ParagraphBreaks before = null;
    Line last = null;
    for (var body : bodies) {
      if (body.isEmpty()) {
        pageStarts.add(text.length());
        continue;
      }
      var breaks = new ParagraphBreaks(body);
      for (var i = 0; i < body.size(); i++) {
        var line = body.get(i);
        if (last != null) {
          var ends = i > 0
              ? breaks.after(i - 1)
              : before == null ? Break.PARAGRAPH : before.afterLast(line);
          separate(ends, last, line, joining);
        }
        if (i == 0) {
          pageStarts.add(text.length());
        }
        text.append(line.text());
        last = line;
      }
      before = breaks;
    }
    if (last != null && last.endsCut()) {
      cut();
    }
  }

  private void separate(Break ends, Line line, Line next, LineJoining joining) {
    if (ends != Break.NONE && line.endsCut()) {
      tally.add(Waste.SOFT_HYPHEN, line.lastWord());
      cut();
    }
    switch (ends) {
      case PARAGRAPH -> text.append("\n\n");
      case LINE -> text.append('\n');
      case NONE -> {
        switch (joining.between(line, next)) {
          case BLANK -> text.append(' ');
          case NOTHING -> {
          }
          case CUT -> cut();
        }
      }
    }
  }

  private void cut() {
    text.setLength(text.length() - 1);
    // Empty pages that began after the character that is gone.
    for (var i = pageStarts.size() - 1; i >= 0 && pageStarts.get(i) > text.length(); i--) {
      pageStarts.set(i, text.length());
    }
  }
}
