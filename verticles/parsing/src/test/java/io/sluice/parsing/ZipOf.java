package io.sluice.parsing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive that a test writes, such as an office file. */
public final class ZipOf {
  private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  private static final String TYPES = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
      </Types>
      """;
  private static final String RELATIONS = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
      </Relationships>
      """;

  private ZipOf() {}

  public static Path entries(Path file, Map<String, String> entries) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /** A Word file with this body. */
  public static Path docx(Path file, String body, Map<String, String> otherParts)
      throws IOException {
    return docxWith(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document " + W
        + "><w:body>" + body + "</w:body></w:document>", otherParts);
  }

  /** A Word file with this as its main part. */
  public static Path docxWith(Path file, String document, Map<String, String> otherParts)
      throws IOException {
    var parts = new LinkedHashMap<String, String>();
    parts.put("[Content_Types].xml", TYPES);
    parts.put("_rels/.rels", RELATIONS);
    parts.put("word/document.xml", document);
    otherParts.forEach((name, part) -> parts.put(name, part.replace("W_NS", W)));
    return entries(file, parts);
  }
}
