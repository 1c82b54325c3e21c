package io.sluice.parsing.markup;

import io.sluice.parsing.Refused;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the elements of HTML, as they start and end, into blocks of Markdown. A block's words are
 * gathered until the next block starts or ends. Within a table cell all blocks are words of that cell;
 * a table within a cell too.
 */
public final class BlockWriter {
  private static final Set<String> BLOCKS = Set.of("p", "div", "section", "article", "main", "body",
      "header", "footer", "figure", "figcaption", "blockquote", "address", "dl", "dt", "dd",
      "details", "summary", "fieldset", "form", "hr", "caption", "center", "title", "legend");

  private final MarkdownWriter writer;
  private final StringBuilder words = new StringBuilder();
  private final Deque<ListLevel> lists = new ArrayDeque<>();
  private @Nullable TableGather table;
  private int headingDepth;
  private boolean preformatted;
  private boolean itemOpen;

  public BlockWriter(MarkdownWriter writer) {
    this.writer = writer;
  }

  /** A list and the number its next item has; 0 where items have none. */
  private static final class ListLevel {
    private int next;

    ListLevel(int next) {
      this.next = next;
    }

    String marker() {
      return next == 0 ? "-" : next++ + ".";
    }
  }

  public void text(CharSequence text) {
    if (table != null) {
      table.text(text);
    } else if (preformatted) {
      words.append(text);
    } else {
      for (var at = 0; at < text.length(); at++) {
        // Line breaks of the source mean nothing; those of <br> are kept.
        words.append(Character.isWhitespace(text.charAt(at)) ? ' ' : text.charAt(at));
      }
    }
  }

  public void start(String name, int columns, int rows) throws IOException {
    if (table != null) {
      table.start(name, columns, rows);
      return;
    }
    switch (name) {
      case "table" -> {
        flush();
        table = new TableGather(writer);
      }
      case "ul", "menu" -> {
        flush();
        lists.push(new ListLevel(0));
      }
      case "ol" -> {
        flush();
        lists.push(new ListLevel(1));
      }
      case "li" -> {
        flush();
        itemOpen = true;
      }
      case "pre" -> {
        flush();
        preformatted = true;
      }
      case "br" -> words.append('\n');
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        headingDepth = name.charAt(1) - '0';
      }
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
        }
      }
    }
  }

  public void end(String name) throws IOException {
    if (table != null) {
      if (table.end(name)) {
        table = null;
      }
      return;
    }
    switch (name) {
      case "ul", "ol", "menu" -> {
        flush();
        lists.poll();
        if (lists.isEmpty()) {
          writer.endBlock();
        }
      }
      case "li" -> {
        flush();
        itemOpen = false;
      }
      case "pre" -> {
        flush();
        preformatted = false;
      }
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        flush();
        headingDepth = 0;
      }
      default -> {
        if (BLOCKS.contains(name)) {
          flush();
        }
      }
    }
  }

  /** Writes what is left at the document's end. */
  public void end() throws IOException {
    if (table != null) {
      table.finish();
      table = null;
    }
    flush();
  }

  /** Where the next block will begin. */
  public int nextStart() throws IOException {
    flush();
    return writer.nextStart();
  }

  private void flush() throws Refused {
    var block = words.toString();
    words.setLength(0);
    if (block.isBlank()) {
      return;
    }
    if (headingDepth > 0) {
      writer.heading(headingDepth, block);
    } else if (preformatted) {
      writer.code(block);
    } else if (itemOpen) {
      // Only an item's first block has the marker.
      itemOpen = false;
      var level = lists.peek();
      writer.item(Math.max(0, lists.size() - 1), level == null ? "-" : level.marker(), block);
    } else {
      writer.paragraph(block);
    }
  }
}
