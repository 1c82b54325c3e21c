package io.sluice.parsing.document;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the XML in an office file as a stream: without a DTD, so with no entities of any kind. */
final class OfficeXml {
  private static final XMLInputFactory FACTORY = factory();

  private OfficeXml() {}

  /** Something that takes in a part of a file. */
  interface Part {
    void read(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  /** Reads one part of a file; nothing happens where there is no such part. */
  static void read(ZipFile zip, @Nullable String name, Part part) throws IOException {
    var entry = name == null ? null : zip.getEntry(name);
    if (entry == null) {
      return;
    }
    try (var in = new Unpacked(zip.getInputStream(entry), entry)) {
      var xml = FACTORY.createXMLStreamReader(in);
      try {
        part.read(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      // What the stream refused comes out wrapped.
      throw e.getNestedException() instanceof IOException refused ? refused : new IOException(e);
    }
  }

  static @Nullable String attribute(XMLStreamReader xml, String name) {
    for (var i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /** The number in an attribute; the default where there is none. */
  static int number(XMLStreamReader xml, String name, int otherwise) {
    var value = attribute(xml, name);
    try {
      return value == null ? otherwise : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** Passes over the element that has just started. */
  static void skip(XMLStreamReader xml) throws XMLStreamException {
    for (var depth = 1; depth > 0 && xml.hasNext();) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> depth++;
        case XMLStreamReader.END_ELEMENT -> depth--;
        default -> {
        }
      }
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Readers have a limit of their own, and a sentence for it.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory;
  }

  /** Stops where an entry unpacks to more than any honest one does. */
  private static final class Unpacked extends FilterInputStream {
    private final long most;
    private long count;

    Unpacked(InputStream in, ZipEntry entry) {
      super(in);
      this.most = ZipCheck.most(entry.getCompressedSize());
    }

    @Override
    public int read() throws IOException {
      var one = super.read();
      add(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      var read = super.read(bytes, from, length);
      add(Math.max(0, read));
      return read;
    }

    private void add(int bytes) throws IOException {
      count += bytes;
      if (count > most) {
        throw Causes.bomb();
      }
    }
  }
}
