package io.sluice.parsing.cleaning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds headers, footers and page numbers: lines near a page's upper or lower edge, no larger than the
 * text, that stand at the same height on at least two fifths of the pages of a stretch (a book's right
 * and left pages differ, a chapter's pages have its name). Such lines are the same on each page, but for
 * the page's number.
 *
 * <p>A number that goes up with the pages is not yet a page's: headings ("Step 3", "제3조") and slides'
 * titles have one too. It is one where it looks like it: alone in its line ("3", "- 3 -", "3 / 9"), with
 * a word for a page ("ACME Page 3 of 9", "3쪽"), or at an end of the page's outermost line, either apart
 * from the words by a wide gap or a bar, or in a line of several words in smaller letters than the text.
 * In doubt a line stays: a footer in the text does less harm than a heading that is lost. A number in
 * dashes or with "Page" and no other words is a page's wherever it stands at an edge.
 *
 * <p>Where a page would have nothing left, it keeps all but its numbers.
 *
 * <p>Two passes over the pages: {@link #see} each, then ask for {@link #without}.
 */
final class RunningLines {
  private static final int AT_EDGE = 3;
  private static final float EDGE = 0.15f;
  private static final float LARGER = 1.15f;
  private static final float SMALLER = 0.92f;
  private static final float HEIGHT_STEP = 12;
  private static final int FEWEST = 3;
  private static final int FEWEST_NUMBERS = 2;
  private static final double SHARE = 0.4;
  private static final int LONGEST = 200;
  private static final int MOST_NUMBERS = 4;
  private static final int FEWEST_WORDS = 2;
  /** How far a number beside words may be from the page's: those of invoices go up with the pages too. */
  private static final int FURTHEST = 100;

  private final Map<String, Stretch> stretches = new HashMap<>();
  private final float textSize;
  private final int pages;

  /** For a document of so many pages whose text is mostly of this size. */
  RunningLines(float textSize, int pages) {
    this.textSize = textSize;
    this.pages = pages;
  }

  void see(int number, Page page) {
    for (var line : edges(page)) {
      for (var key : keys(number, page, line)) {
        stretches.computeIfAbsent(key, first -> new Stretch(number)).add(number);
      }
    }
  }

  List<Line> without(int number, Page page, Tally tally) {
    var running = new IdentityHashMap<Line, Waste>();
    for (var line : edges(page)) {
      var waste = waste(number, page, line);
      if (waste != null) {
        running.put(line, waste);
      }
    }
    if (running.size() == page.lines().size()) {
      running.values().removeIf(waste -> waste != Waste.PAGE_NUMBER);
    }
    var left = new ArrayList<Line>();
    for (var line : page.lines()) {
      var waste = running.get(line);
      if (waste == null) {
        left.add(line.withoutGaps());
      } else {
        tally.add(waste, line.withoutGaps().text());
      }
    }
    return left;
  }

  private @Nullable Waste waste(int number, Page page, Line line) {
    var pageNumber = PageNumber.of(line.text());
    if (pageNumber != null && !pageNumber.plain()) {
      return Waste.PAGE_NUMBER;
    }
    for (var key : keys(number, page, line)) {
      var stretch = stretches.get(key);
      if (stretch != null && (stretch.isRunning()
          || (pageNumber != null && isCounted(pageNumber, stretch)))) {
        return pageNumber != null
            ? Waste.PAGE_NUMBER
            : line.baseline() < page.height() / 2 ? Waste.REPEATED_HEADER : Waste.REPEATED_FOOTER;
      }
    }
    return null;
  }

  private boolean isCounted(PageNumber number, Stretch stretch) {
    return stretch.count >= FEWEST_NUMBERS || (pages == 1 && number.value() == 1);
  }

  /** The outermost lines, as far as they may be running ones. */
  private Set<Line> edges(Page page) {
    var near = new ArrayList<Line>();
    for (var line : page.lines()) {
      if (isNearEdge(line, page) && !line.row() && line.size() <= textSize * LARGER
          && line.text().length() <= LONGEST) {
        near.add(line);
      }
    }
    near.sort(Comparator.comparingDouble(Line::baseline));
    var edges = Collections.newSetFromMap(new IdentityHashMap<Line, Boolean>());
    var top = near.stream().filter(line -> line.baseline() < page.height() / 2).toList();
    edges.addAll(top.subList(0, Math.min(AT_EDGE, top.size())));
    var bottom = near.subList(top.size(), near.size());
    edges.addAll(bottom.subList(Math.max(0, bottom.size() - AT_EDGE), bottom.size()));
    return edges;
  }

  private static boolean isNearEdge(Line line, Page page) {
    return line.baseline() <= page.height() * EDGE || line.baseline() >= page.height() * (1 - EDGE);
  }

  /** What lines that run through the pages have in common, one for each way they may. */
  private Set<String> keys(int number, Page page, Line line) {
    var keys = new HashSet<String>();
    var step = (int) (line.baseline() / HEIGHT_STEP);
    var next = (int) (line.baseline() / HEIGHT_STEP + 0.5f);
    for (var words : variants(number, page, line)) {
      // Two grids: lines a little apart share a cell of one of them.
      keys.add("a" + step + words);
      keys.add("b" + next + words);
    }
    return keys;
  }

  /** The line itself, and with each number that may be the page's as how far it is from it. */
  private List<String> variants(int number, Page page, Line line) {
    var text = line.text();
    var variants = new ArrayList<String>();
    variants.add(" " + text);
    var at = 0;
    while (at < text.length() && variants.size() <= MOST_NUMBERS) {
      var end = at;
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      if (end > at && end - at <= 6) {
        var value = Integer.parseInt(text.substring(at, end));
        if (isPageNumber(value, value - number, page, line)) {
          variants.add("#" + text.substring(0, at) + "#" + (value - number) + "#"
              + text.substring(end));
        }
      }
      at = Math.max(end, at + 1);
    }
    return variants;
  }

  private boolean isPageNumber(int value, int distance, Page page, Line line) {
    if (PageNumber.of(line.text()) != null || NumberBesideWords.isNamed(line.text(), value)) {
      return true;
    }
    return Math.abs(distance) <= FURTHEST && page.isOutermost(line)
        && (NumberBesideWords.isApart(line.text(), value) || isSmallPrint(line, value));
  }

  private boolean isSmallPrint(Line line, int value) {
    return line.size() < textSize * SMALLER && line.text().endsWith(" " + value)
        && line.text().split("[ \t]+", -1).length > FEWEST_WORDS;
  }

  /** From which page to which something was seen, and how often. */
  private static final class Stretch {
    private final int first;
    private int last;
    private int count;

    Stretch(int first) {
      this.first = first;
      this.last = first - 1;
    }

    void add(int page) {
      if (page > last) {
        last = page;
        count++;
      }
    }

    boolean isRunning() {
      return count >= FEWEST && count >= (last - first + 1) * SHARE;
    }
  }
}
