package io.sluice.retrieval;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a migration has to remember over a crash: from where to where it goes, and the epoch that it left
 * each collection with. A collection with another epoch was changed by somebody else. A file, written
 * whole before and after each turn. Used by one thread.
 */
final class MigrationNotes {
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String COLLECTION = "collection.";
  /** The epoch of a collection while a turn is taken that may or may not come to its end. */
  private static final String UNDER_WAY = "under way";

  private final Path file;
  private final Properties notes;

  private MigrationNotes(Path file, Properties notes) {
    this.file = file;
    this.notes = notes;
  }

  /** Those in the file; new ones where it tells of another migration, or is not there. */
  static MigrationNotes read(Path file, String from, String to) throws IOException {
    var notes = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        notes.load(in);
      }
    }
    if (!from.equals(notes.getProperty(FROM)) || !to.equals(notes.getProperty(TO))) {
      notes.clear();
      notes.setProperty(FROM, from);
      notes.setProperty(TO, to);
    }
    return new MigrationNotes(file, notes);
  }

  /** Whether this migration left the collection at this epoch, or may have. */
  boolean isOurs(WeaviateCollection collection, long epoch) {
    var left = left(collection);
    return UNDER_WAY.equals(left) || Long.toString(epoch).equals(left);
  }

  void begin(WeaviateCollection collection) throws IOException {
    note(collection, UNDER_WAY);
  }

  void end(WeaviateCollection collection, long epoch) throws IOException {
    note(collection, Long.toString(epoch));
  }

  private @Nullable String left(WeaviateCollection collection) {
    return notes.getProperty(COLLECTION + collection.key());
  }

  private void note(WeaviateCollection collection, String epoch) throws IOException {
    notes.setProperty(COLLECTION + collection.key(), epoch);
    var text = new StringWriter();
    notes.store(text, "What sluice migrate has copied; see README, Moving up");
    var half = file.resolveSibling(file.getFileName() + ".half");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(half, text.toString());
    try (var written = FileChannel.open(half, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
