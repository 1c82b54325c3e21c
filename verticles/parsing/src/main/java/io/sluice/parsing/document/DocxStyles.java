package io.sluice.parsing.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Which styles of a Word file are headings, lists or parts of a table of contents. Word writes the
 * names of its own styles in English whatever its language; Hangul and others write their own (개요 1).
 */
final class DocxStyles {
  private static final int DEEPEST = 20;

  private final Map<String, Style> styles = new HashMap<>();

  /** A style as it is written: what it does not say the one below it says. */
  private record Style(String name, @Nullable String basedOn, int outline, int list, int level) {}

  private DocxStyles() {}

  static DocxStyles of(ZipFile zip) throws IOException {
    var styles = new DocxStyles();
    OfficeXml.read(zip, "word/styles.xml", styles::read);
    return styles;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("style")) {
        var id = OfficeXml.attribute(xml, "styleId");
        var style = style(xml);
        if (id != null) {
          styles.put(id, style);
        }
      }
    }
  }

  private static Style style(XMLStreamReader xml) throws XMLStreamException {
    var name = "";
    String basedOn = null;
    var outline = -1;
    var list = -1;
    var level = -1;
    while (xml.hasNext()) {
      var event = xml.next();
      if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("style")) {
        break;
      }
      if (event == XMLStreamReader.START_ELEMENT) {
        var value = OfficeXml.attribute(xml, "val");
        switch (xml.getLocalName()) {
          case "name" -> name = value == null ? "" : value;
          case "basedOn" -> basedOn = value;
          case "outlineLvl" -> outline = OfficeXml.number(xml, "val", -1);
          case "numId" -> list = OfficeXml.number(xml, "val", -1);
          case "ilvl" -> level = OfficeXml.number(xml, "val", -1);
          default -> {
          }
        }
      }
    }
    return new Style(name.toLowerCase(Locale.ROOT).strip(), basedOn, outline, list, level);
  }

  /** The depth of a heading in this style, from 1; 0 where it is no heading's. */
  int headingDepth(@Nullable String id) {
    var at = id;
    for (var i = 0; i < DEEPEST && at != null; i++) {
      var style = styles.get(at);
      if (style == null) {
        break;
      }
      var depth = headingDepth(style);
      if (depth >= 0) {
        return depth;
      }
      at = style.basedOn();
    }
    return 0;
  }

  private static int headingDepth(Style style) {
    switch (style.name()) {
      case "title" -> {
        return 1;
      }
      case "subtitle" -> {
        return 2;
      }
      default -> {
      }
    }
    for (var name : new String[]{"heading ", "개요 ", "제목 "}) {
      var rest = style.name().startsWith(name) ? style.name().substring(name.length()) : "";
      if (rest.length() == 1 && Character.isDigit(rest.charAt(0))) {
        return rest.charAt(0) - '0';
      }
    }
    return style.outline() < 0 ? -1 : style.outline() < 9 ? style.outline() + 1 : 0;
  }

  /** The number of the list this style makes its paragraphs part of; -1 where there is none. */
  int list(@Nullable String id) {
    var style = id == null ? null : styles.get(id);
    return style == null ? -1 : style.list();
  }

  int listLevel(@Nullable String id) {
    var style = id == null ? null : styles.get(id);
    return style == null ? 0 : Math.max(0, style.level());
  }

  boolean isTableOfContents(@Nullable String id) {
    var style = id == null ? null : styles.get(id);
    return style != null && (style.name().startsWith("toc ") || style.name().startsWith("목차 "));
  }
}
