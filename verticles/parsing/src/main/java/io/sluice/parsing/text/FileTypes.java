package io.sluice.parsing.text;

import io.sluice.parsing.text.FileType.Code;
import io.sluice.parsing.text.FileType.Delimited;
import io.sluice.parsing.text.FileType.Document;
import io.sluice.parsing.text.FileType.Markdown;
import io.sluice.parsing.text.FileType.Plain;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a file is. Its first bytes count before its name, its name before what the sender declares:
 * browsers and tools know Markdown as anything or nothing. A text is never a document because of its
 * name, so a broken PDF that has become an error page is read as the page it is.
 */
public final class FileTypes {
  private static final int LONGEST_SHEBANG = 200;

  private static final Map<String, FileType> BY_EXTENSION = Map.ofEntries(
      Map.entry("md", new Markdown()), Map.entry("markdown", new Markdown()),
      Map.entry("mdx", new Markdown()), Map.entry("mkd", new Markdown()),
      Map.entry("txt", new Plain("text/plain")), Map.entry("text", new Plain("text/plain")),
      Map.entry("log", new Plain("text/plain")), Map.entry("csv", new Delimited("text/csv")),
      Map.entry("tsv", new Delimited("text/tab-separated-values")),
      Map.entry("tab", new Delimited("text/tab-separated-values")),
      Map.entry("json", new Plain("application/json")),
      Map.entry("jsonl", new Plain("application/jsonl")),
      Map.entry("ndjson", new Plain("application/jsonl")),
      Map.entry("yaml", new Plain("application/yaml")),
      Map.entry("yml", new Plain("application/yaml")),
      Map.entry("xml", new Plain("application/xml")),
      Map.entry("html", new Document("text/html")), Map.entry("htm", new Document("text/html")),
      Map.entry("xhtml", new Document("text/html")));

  private static final Map<String, FileType> BY_MEDIA_TYPE = Map.ofEntries(
      Map.entry("text/markdown", new Markdown()), Map.entry("text/x-markdown", new Markdown()),
      Map.entry("text/csv", new Delimited("text/csv")),
      Map.entry("text/tab-separated-values", new Delimited("text/tab-separated-values")),
      Map.entry("application/json", new Plain("application/json")),
      Map.entry("application/yaml", new Plain("application/yaml")),
      Map.entry("application/x-yaml", new Plain("application/yaml")),
      Map.entry("text/yaml", new Plain("application/yaml")),
      Map.entry("application/xml", new Plain("application/xml")),
      Map.entry("text/xml", new Plain("application/xml")),
      Map.entry("text/html", new Document("text/html")),
      Map.entry("application/xhtml+xml", new Document("text/html")));

  private FileTypes() {}

  /**
   * The type of a file.
   *
   * @param start how it begins
   */
  public static FileType of(TextFile.Start start, @Nullable String fileName,
      @Nullable String declared) {
    if (start.document() != null) {
      return start.document();
    }
    var text = start.text();
    if (text == null) {
      return new Document(null);
    }
    if (Signatures.isHtml(text)) {
      return new Document("text/html");
    }
    var extension = fileName == null ? "" : extension(fileName);
    var byName = BY_EXTENSION.get(extension);
    if (byName != null) {
      return byName;
    }
    var language = CodeLanguages.ofExtension(extension);
    if (language != null) {
      return new Code(language);
    }
    var byDeclaration = BY_MEDIA_TYPE.get(mediaType(declared));
    return byDeclaration != null ? byDeclaration : bySight(text);
  }

  private static FileType bySight(String text) {
    var line = text.substring(0, Math.min(text.length(), LONGEST_SHEBANG)).lines().findFirst();
    var language = line.map(CodeLanguages::ofShebang).orElse(null);
    if (language != null) {
      return new Code(language);
    }
    return line.isPresent() && line.get().startsWith("<?xml")
        ? new Plain("application/xml")
        : new Plain("text/plain");
  }

  /** What a sender declares, without its parameters. */
  static String mediaType(@Nullable String declared) {
    if (declared == null) {
      return "";
    }
    var end = declared.indexOf(';');
    return (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** The charset among what a sender declares. */
  public static @Nullable String charset(@Nullable String declared) {
    if (declared == null) {
      return null;
    }
    var at = declared.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    var value = declared.substring(at + "charset=".length());
    var end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).replace("\"", "").strip();
  }

  private static String extension(String fileName) {
    var name = fileName
        .substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    var dot = name.lastIndexOf('.');
    return (dot < 0 ? name : name.substring(dot + 1)).toLowerCase(Locale.ROOT);
  }
}
