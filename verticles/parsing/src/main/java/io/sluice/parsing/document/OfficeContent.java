package io.sluice.parsing.document;

import io.sluice.parsing.markup.BlockWriter;
import io.sluice.parsing.markup.MarkdownWriter;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Takes in the elements that Tika makes of a file. A slide is a page. */
final class OfficeContent extends DefaultHandler {
  private static final int DEEPEST = 1000;

  private final BlockWriter blocks;
  private final int maxPages;
  private final List<Integer> pageStarts = new ArrayList<>();
  private boolean inBody;
  private int depth;

  OfficeContent(MarkdownWriter writer, int maxPages) {
    this.blocks = new BlockWriter(writer);
    this.maxPages = maxPages;
  }

  List<Integer> pageStarts() {
    return pageStarts;
  }

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes)
      throws SAXException {
    var element = localName.toLowerCase(Locale.ROOT);
    if (++depth > DEEPEST) {
      throw new SAXException(Causes.tooDeep());
    }
    if (element.equals("body")) {
      inBody = true;
    } else if (inBody) {
      wrapped(() -> {
        if ("slide-content".equals(attributes.getValue("class"))) {
          startSlide();
        }
        blocks.start(element, span(attributes, "colspan"), span(attributes, "rowspan"));
      });
    }
  }

  @Override
  public void endElement(String uri, String localName, String name) throws SAXException {
    depth--;
    if (inBody) {
      wrapped(() -> blocks.end(localName.toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    if (inBody) {
      blocks.text(CharBuffer.wrap(characters, start, length));
    }
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) {
    if (inBody) {
      blocks.text(" ");
    }
  }

  void finish() throws IOException {
    blocks.end();
    var end = blocks.nextStart();
    // A last slide without text begins where the text ends.
    pageStarts.replaceAll(start -> Math.min(start, Math.max(0, end - 2)));
  }

  private void startSlide() throws IOException {
    if (pageStarts.size() == maxPages) {
      throw PdfReader.tooManyPages(maxPages + 1, maxPages);
    }
    pageStarts.add(blocks.nextStart());
  }

  private static int span(Attributes attributes, String name) {
    var value = attributes.getValue(name);
    try {
      return value == null ? 1 : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static void wrapped(Write write) throws SAXException {
    try {
      write.run();
    } catch (IOException e) {
      throw new SAXException(e);
    }
  }

  /** Something that writes. */
  private interface Write {
    void run() throws IOException;
  }
}
