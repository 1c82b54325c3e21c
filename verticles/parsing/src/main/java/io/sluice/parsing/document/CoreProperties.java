package io.sluice.parsing.document;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.text.Dates;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What an office file's properties say of it. */
final class CoreProperties {
  private static final int LONGEST = 5_000;

  private final Map<String, String> values = new HashMap<>();

  private CoreProperties() {}

  static Metadata of(ZipFile zip) throws IOException {
    var properties = new CoreProperties();
    OfficeXml.read(zip, "docProps/core.xml", properties::read);
    var values = properties.values;
    var keywords = values.getOrDefault("keywords", "");
    return new Metadata(values.get("title"), values.get("creator"),
        Dates.of(values.get("created")), List.of(keywords.split("[,;]", -1)),
        values.get("language"));
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    var name = "";
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> name = xml.getLocalName();
        case XMLStreamReader.END_ELEMENT -> name = "";
        case XMLStreamReader.CHARACTERS -> {
          if (!name.isEmpty() && values.getOrDefault(name, "").length() < LONGEST) {
            values.merge(name, xml.getText(), String::concat);
          }
        }
        default -> {
        }
      }
    }
  }
}
