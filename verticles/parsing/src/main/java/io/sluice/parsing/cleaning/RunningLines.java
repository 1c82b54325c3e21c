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
 * and left pages differ, a chapter's pages have its name). Such lines are the same, but for a number
 * that goes up with the pages. A number in dashes or with "Page" is one wherever it stands at an edge.
 *
 * <p>Two passes over the pages: {@link #see} each, then ask for {@link #without}.
 */
final class RunningLines {
  private static final int AT_EDGE = 3;
  private static final float EDGE = 0.15f;
  private static final float LARGER = 1.15f;
  private static final float HEIGHT_STEP = 12;
  private static final int FEWEST = 3;
  private static final int FEWEST_NUMBERS = 2;
  private static final double SHARE = 0.4;
  private static final int LONGEST = 200;
  private static final int MOST_NUMBERS = 4;

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
      for (var key : keys(number, line)) {
        stretches.computeIfAbsent(key, first -> new Stretch(number)).add(number);
      }
    }
  }

  List<Line> without(int number, Page page, Tally tally) {
    var running = Collections.newSetFromMap(new IdentityHashMap<Line, Boolean>());
    for (var line : edges(page)) {
      var waste = waste(number, page, line);
      if (waste != null) {
        tally.add(waste, line.text());
        running.add(line);
      }
    }
    return running.isEmpty()
        ? page.lines()
        : page.lines().stream().filter(line -> !running.contains(line)).toList();
  }

  private @Nullable Waste waste(int number, Page page, Line line) {
    var pageNumber = PageNumber.of(line.text());
    if (pageNumber != null && !pageNumber.plain()) {
      return Waste.PAGE_NUMBER;
    }
    for (var key : keys(number, line)) {
      var stretch = stretches.get(key);
      if (stretch != null && (stretch.isRunning()
          || (pageNumber != null && stretch.count >= Math.min(pages, FEWEST_NUMBERS)))) {
        return pageNumber != null
            ? Waste.PAGE_NUMBER
            : line.baseline() < page.height() / 2 ? Waste.REPEATED_HEADER : Waste.REPEATED_FOOTER;
      }
    }
    return null;
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
  private static Set<String> keys(int number, Line line) {
    var keys = new HashSet<String>();
    var step = (int) (line.baseline() / HEIGHT_STEP);
    var next = (int) (line.baseline() / HEIGHT_STEP + 0.5f);
    for (var words : variants(number, line.text())) {
      // Two grids: lines a little apart share a cell of one of them.
      keys.add("a" + step + words);
      keys.add("b" + next + words);
    }
    return keys;
  }

  /** The line itself, and with each of its numbers as how far it is from the page's. */
  private static List<String> variants(int page, String text) {
    var variants = new ArrayList<String>();
    variants.add(" " + text);
    var at = 0;
    while (at < text.length() && variants.size() <= MOST_NUMBERS) {
      var end = at;
      while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
        end++;
      }
      if (end > at && end - at <= 6) {
        var distance = Integer.parseInt(text.substring(at, end)) - page;
        variants.add("#" + text.substring(0, at) + "#" + distance + "#" + text.substring(end));
      }
      at = Math.max(end, at + 1);
    }
    return variants;
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
