package io.sluice.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.Insight.Day;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The usage book on disk: one JSON file, replaced as a whole, so that it is never half written. */
final class UsageFile {
  private static final Logger LOG = LoggerFactory.getLogger(UsageFile.class);
  private static final TypeReference<Map<String, List<Day>>> FORM = new TypeReference<>() {
  };
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;
  private final UsageBook book;

  private UsageFile(Path file, UsageBook book) {
    this.file = file;
    this.book = book;
  }

  /** Reads what there is; a file that cannot be read is put aside, and what it held is not counted. */
  static UsageFile open(Path folder) throws IOException {
    var file = Files.createDirectories(folder).resolve("usage.json");
    if (!Files.exists(file)) {
      return new UsageFile(file, new UsageBook());
    }
    try {
      return new UsageFile(file, UsageBook.of(JSON.readValue(Files.readAllBytes(file), FORM)));
    } catch (JsonProcessingException e) {
      var aside = file.resolveSibling("usage.json.unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("the usage so far cannot be read and is now {}: {}", aside,
          e.getOriginalMessage());
      return new UsageFile(file, new UsageBook());
    }
  }

  UsageBook book() {
    return book;
  }

  /** What is to be written, as it is now; null where that would be what was written last. */
  @Nullable
  Map<String, List<Day>> changed() {
    return book.takeChanged() ? book.all() : null;
  }

  /** Writes what was taken out of the book, which may go on meanwhile. */
  void write(Map<String, List<Day>> days) throws IOException {
    var bytes = JSON.writeValueAsBytes(days);
    var half = file.resolveSibling("usage.json.half");
    try (var channel = FileChannel.open(half, StandardOpenOption.CREATE,
        StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      var left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
