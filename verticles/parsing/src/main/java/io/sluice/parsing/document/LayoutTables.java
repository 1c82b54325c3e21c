package io.sluice.parsing.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Tag;
import org.jsoup.select.NodeVisitor;

/**
 * Makes plain blocks of tables that only place things on a page: those with tables, headings or lists
 * in their cells, and those of which no row has two cells.
 */
final class LayoutTables implements NodeVisitor {
  private static final Set<String> NO_DATA = Set.of("table", "h1", "h2", "h3", "h4", "h5", "h6",
      "ul", "ol", "pre", "form");
  private static final Set<String> PARTS = Set.of("table", "thead", "tbody", "tfoot", "tr", "td",
      "th");

  // A tag by its name is looked up by way of the root, which takes too long in a page nested deeply.
  private static final Tag BLOCK = Tag.valueOf("div");

  private final Deque<Element> open = new ArrayDeque<>();
  private final Map<Element, List<Element>> parts = new HashMap<>();
  private final Set<Element> layout = new HashSet<>();
  private final Set<Element> wide = new HashSet<>();

  private LayoutTables() {}

  static void dissolve(Element root) {
    var tables = new LayoutTables();
    root.traverse(tables);
    tables.parts.forEach((table, parts) -> {
      if (tables.layout.contains(table) || !tables.wide.contains(table)) {
        parts.forEach(part -> part.tag(BLOCK));
      }
    });
  }

  @Override
  public void head(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return;
    }
    var name = element.normalName();
    var table = open.peek();
    if (table != null && NO_DATA.contains(name)) {
      layout.add(table);
    }
    if (name.equals("table")) {
      open.push(element);
    }
    var within = open.peek();
    if (within != null && PARTS.contains(name)) {
      parts.computeIfAbsent(within, first -> new ArrayList<>()).add(element);
      if ((name.equals("td") || name.equals("th")) && hasNeighbour(element)) {
        wide.add(within);
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node.equals(open.peek())) {
      open.pop();
    }
  }

  private static boolean hasNeighbour(Element cell) {
    var next = cell.nextElementSibling();
    return next != null && (next.normalName().equals("td") || next.normalName().equals("th"));
  }
}
