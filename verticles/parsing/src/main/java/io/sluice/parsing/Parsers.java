package io.sluice.parsing;

import io.sluice.parsing.Parsed.Read;
import io.sluice.parsing.child.ChildPool;
import io.sluice.parsing.document.Source;
import io.sluice.parsing.text.FileType;
import io.sluice.parsing.text.FileTypes;
import io.sluice.parsing.text.TextFile;
import io.sluice.parsing.text.TextReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Makes text of files. Text is read here; whatever takes a library to read, and could make it hang or
 * eat all memory, is read in a process of its own that may be killed. Safe for any number of threads,
 * each of which waits for its document: to be called where that is allowed.
 */
public final class Parsers implements AutoCloseable {
  private final ParsingConfig config;
  private final ChildPool documents;

  /**
   * Starts no process yet.
   *
   * @param scratch a folder for these alone, which is emptied
   */
  public Parsers(ParsingConfig config, Path scratch) throws IOException {
    this.config = config;
    this.documents = new ChildPool(config, emptied(scratch.toAbsolutePath()));
  }

  /**
   * What came of reading a file.
   *
   * @param fileName as the sender has it; it need not be the file's own
   * @param declaredType the media type as the sender has it, maybe with a charset
   * @throws IOException where the file is not there, or no process can be started: it may be read
   *     another time
   */
  public Parsed parse(Path file, @Nullable String fileName, @Nullable String declaredType)
      throws IOException {
    if (Files.size(file) == 0) {
      return new Parsed.Unreadable(Reason.EMPTY, "is empty");
    }
    var start = TextFile.start(file, declaredType);
    var type = FileTypes.of(start, fileName, declaredType);
    if (type instanceof FileType.Document document) {
      return documents.read(new Source(file.toAbsolutePath(), document.mediaType(),
          FileTypes.charset(declaredType), config.maxPages(), config.maxCharacters()));
    }
    try {
      return new Read(new TextReader(file, declaredType, config.maxCharacters()).read(type));
    } catch (Refused e) {
      return e.unreadable();
    }
  }

  /** Ends all processes; a document that is being read fails. */
  @Override
  public void close() {
    documents.close();
  }

  /** Whatever a process left there that was killed. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
    return folder;
  }
}
