package io.sluice.parsing.document;

import io.sluice.parsing.Refused;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.cleaning.Waste;
import io.sluice.parsing.markup.MarkdownWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the paragraphs and tables of a Word file. Deleted and moved text, hidden text and field codes
 * are left out, and so is a table of contents. A text box stands before the paragraph it is tied to.
 * The tables within a cell are words of that cell.
 */
final class DocxBody {
  private static final int DEEPEST = 1000;

  private final DocxStyles styles;
  private final DocxLists lists;
  private final MarkdownWriter writer;
  private final Tally tally;
  private final int maxCharacters;
  private final Deque<DocxParagraph> paragraphs = new ArrayDeque<>();
  private @Nullable DocxTable table;
  private int tableDepth;
  private int depth;
  private boolean inProperties;
  private boolean inText;
  private boolean hidden;

  DocxBody(DocxStyles styles, DocxLists lists, MarkdownWriter writer, Tally tally,
      int maxCharacters) {
    this.styles = styles;
    this.lists = lists;
    this.writer = writer;
    this.tally = tally;
    this.maxCharacters = maxCharacters;
  }

  void read(XMLStreamReader xml) throws XMLStreamException, IOException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          if (isLeftOut(xml.getLocalName())) {
            OfficeXml.skip(xml);
          } else {
            if (++depth > DEEPEST) {
              throw Causes.tooDeep();
            }
            start(xml);
          }
        }
        case XMLStreamReader.END_ELEMENT -> {
          depth--;
          end(xml.getLocalName());
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
          if (inText) {
            text(xml.getText());
          }
        }
        default -> {
        }
      }
    }
  }

  private static boolean isLeftOut(String name) {
    return switch (name) {
      case "del", "moveFrom", "Fallback", "instrText", "delText", "sectPr", "tblPrEx", "rPrChange",
          "pPrChange" ->
        true;
      default -> false;
    };
  }

  private void start(XMLStreamReader xml) throws IOException {
    var name = xml.getLocalName();
    switch (name) {
      case "p" -> paragraphs.push(new DocxParagraph());
      case "pPr" -> inProperties = true;
      case "t" -> inText = true;
      case "r" -> hidden = false;
      case "vanish", "webHidden" -> hidden = !inProperties && isOn(xml);
      case "tab" -> {
        if (!inProperties) {
          text(" ");
        }
      }
      case "br", "cr" -> text("\n");
      case "noBreakHyphen" -> text("-");
      case "tbl" -> {
        if (tableDepth++ == 0) {
          table = new DocxTable(writer);
        }
      }
      default -> {
        if (inProperties) {
          property(xml, name);
        } else if (table != null && tableDepth == 1) {
          cell(table, xml, name);
        }
      }
    }
  }

  private void property(XMLStreamReader xml, String name) {
    var paragraph = paragraphs.peek();
    if (paragraph != null) {
      switch (name) {
        case "pStyle" -> paragraph.style = OfficeXml.attribute(xml, "val");
        case "outlineLvl" -> paragraph.outline = OfficeXml.number(xml, "val", 9);
        case "numId" -> paragraph.list = OfficeXml.number(xml, "val", 0);
        case "ilvl" -> paragraph.level = OfficeXml.number(xml, "val", 0);
        default -> {
        }
      }
    }
  }

  private static void cell(DocxTable table, XMLStreamReader xml, String name) {
    switch (name) {
      case "tc" -> table.startCell();
      case "gridSpan" -> table.span(OfficeXml.number(xml, "val", 1));
      case "vMerge" -> {
        if (!"restart".equals(OfficeXml.attribute(xml, "val"))) {
          table.goesOnFromAbove();
        }
      }
      default -> {
      }
    }
  }

  private void end(String name) throws IOException {
    switch (name) {
      case "pPr" -> inProperties = false;
      case "t" -> inText = false;
      case "p" -> {
        var paragraph = paragraphs.poll();
        if (paragraph != null) {
          write(paragraph);
        }
      }
      case "tbl" -> {
        if (--tableDepth == 0 && table != null) {
          table.end();
          table = null;
        }
      }
      case "tc" -> {
        if (tableDepth == 1 && table != null) {
          table.endCell();
        }
      }
      case "tr" -> {
        if (tableDepth == 1 && table != null) {
          table.endRow();
        }
      }
      default -> {
      }
    }
  }

  private void text(String text) throws IOException {
    var paragraph = paragraphs.peek();
    if (paragraph == null) {
      return;
    }
    if (hidden) {
      tally.add(Waste.HIDDEN, text);
      return;
    }
    paragraph.words.append(text);
    if (paragraph.words.length() > maxCharacters) {
      throw Refused.tooLong(maxCharacters);
    }
  }

  private void write(DocxParagraph paragraph) throws IOException {
    var words = paragraph.words.toString();
    if (table != null) {
      table.paragraph(words);
      return;
    }
    if (styles.isTableOfContents(paragraph.style)) {
      tally.add(Waste.NAVIGATION, words);
      return;
    }
    var heading = paragraph.headingDepth(styles);
    var list = paragraph.list(styles);
    if (heading > 0) {
      writer.heading(heading, words);
    } else if (list > 0 && !words.isBlank()) {
      var level = paragraph.level(styles);
      writer.item(level, lists.marker(list, level), words);
    } else {
      writer.paragraph(words);
    }
  }

  private static boolean isOn(XMLStreamReader xml) {
    var value = OfficeXml.attribute(xml, "val");
    return value == null || (!value.equals("0") && !value.equals("false"));
  }
}
