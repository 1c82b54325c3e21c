package io.sluice.parsing.document;

import io.sluice.parsing.markup.BlockWriter;
import io.sluice.parsing.markup.MarkdownWriter;
import java.io.IOException;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes a page's elements. Walks by the nodes' links: a page may be nested as deep as it likes. */
final class HtmlContent {
  private final BlockWriter blocks;

  HtmlContent(MarkdownWriter writer) {
    this.blocks = new BlockWriter(writer);
  }

  void write(Element root) throws IOException {
    Node node = root;
    while (true) {
      enter(node);
      if (node.childNodeSize() > 0) {
        node = node.childNode(0);
        continue;
      }
      leave(node);
      while (!node.equals(root) && node.nextSibling() == null) {
        node = Objects.requireNonNull(node.parent());
        leave(node);
      }
      if (node.equals(root)) {
        break;
      }
      node = Objects.requireNonNull(node.nextSibling());
    }
    blocks.end();
  }

  private void enter(Node node) throws IOException {
    switch (node) {
      case TextNode text -> blocks.text(text.getWholeText());
      case Element element -> {
        var cell = element.normalName().equals("td") || element.normalName().equals("th");
        blocks.start(element.normalName(), cell ? span(element, "colspan") : 1,
            cell ? span(element, "rowspan") : 1);
      }
      default -> {
      }
    }
  }

  private void leave(Node node) throws IOException {
    if (node instanceof Element element) {
      blocks.end(element.normalName());
    }
  }

  private static int span(Element cell, String attribute) {
    try {
      return Integer.parseInt(cell.attr(attribute).strip());
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
