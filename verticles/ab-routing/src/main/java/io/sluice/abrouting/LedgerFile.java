package io.sluice.abrouting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger on disk: one JSON file, replaced as a whole, so that it is never half written. */
final class LedgerFile {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
  private static final String NAME = "experiments.json";
  private static final TypeReference<LinkedHashMap<String, Kept>> FORM = new TypeReference<>() {
  };
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path file;
  private final Ledger ledger;

  private LedgerFile(Path file, Ledger ledger) {
    this.file = file;
    this.ledger = ledger;
  }

  /** Reads what there is; a file that cannot be read is put aside, and what it held is not counted. */
  static LedgerFile open(AbRoutingConfig config, Instant now) throws IOException {
    var file = Files.createDirectories(config.path()).resolve(NAME);
    return new LedgerFile(file, new Ledger(config.experiments(), read(file), now));
  }

  private static Map<String, Kept> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    var bytes = Files.readAllBytes(file);
    try {
      var kept = JSON.readValue(bytes, FORM);
      kept.values().forEach(Kept::check);
      return kept;
    } catch (IOException | RuntimeException e) { // whatever it is, it must not keep us from starting
      var aside = file.resolveSibling(NAME + ".unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("what experiments have shown so far cannot be read and is now {}: {}", aside,
          e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.toString());
      return Map.of();
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** What is to be written; null where that would be what was written last. */
  byte @Nullable [] changed() {
    try {
      return ledger.takeChanged() ? JSON.writeValueAsBytes(ledger.all()) : null;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(byte[] bytes) throws IOException {
    var half = file.resolveSibling(NAME + ".half");
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
