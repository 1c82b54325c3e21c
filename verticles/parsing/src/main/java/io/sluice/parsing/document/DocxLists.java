package io.sluice.parsing.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The lists of a Word file: which have numbers, and how far each has counted. */
final class DocxLists {
  private static final int LEVELS = 9;

  private final Map<Integer, Integer> definitions = new HashMap<>();
  private final Map<String, String> formats = new HashMap<>();
  private final Map<Integer, int[]> counts = new HashMap<>();

  private DocxLists() {}

  static DocxLists of(ZipFile zip) throws IOException {
    var lists = new DocxLists();
    OfficeXml.read(zip, "word/numbering.xml", lists::read);
    return lists;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    var definition = -1;
    var level = 0;
    var list = -1;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "abstractNum" -> definition = OfficeXml.number(xml, "abstractNumId", -1);
        case "lvl" -> level = OfficeXml.number(xml, "ilvl", 0);
        case "numFmt" -> {
          var format = OfficeXml.attribute(xml, "val");
          formats.putIfAbsent(definition + "/" + level, format == null ? "" : format);
        }
        case "num" -> {
          list = OfficeXml.number(xml, "numId", -1);
          definition = -1;
        }
        case "abstractNumId" -> definitions.put(list, OfficeXml.number(xml, "val", -1));
        default -> {
        }
      }
    }
  }

  /** What the next item of a list begins with. */
  String marker(int list, int level) {
    var format = formats.getOrDefault(definitions.getOrDefault(list, -1) + "/" + level, "bullet");
    if (format.equals("bullet") || format.equals("none")) {
      return "-";
    }
    var counted = counts.computeIfAbsent(list, first -> new int[LEVELS]);
    var at = Math.clamp(level, 0, LEVELS - 1);
    counted[at]++;
    Arrays.fill(counted, at + 1, LEVELS, 0);
    return counted[at] + ".";
  }
}
