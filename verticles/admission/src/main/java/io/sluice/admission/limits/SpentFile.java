package io.sluice.admission.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.admission.limits.MemoryLedger.Spent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was spent on a day, on disk, so that a restart does not fill the purses. */
final class SpentFile {
  private static final Logger LOG = LoggerFactory.getLogger(SpentFile.class);
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private final Path file;

  SpentFile(Path folder) {
    this.file = folder.resolve("spent.json");
  }

  /** Nothing where there is no file; one that cannot be read is put aside. */
  Spent read() throws IOException {
    if (!Files.exists(file)) {
      return new Spent(LocalDate.EPOCH, Map.of());
    }
    try {
      return JSON.readValue(file.toFile(), Spent.class);
    } catch (JsonProcessingException e) {
      var aside = file.resolveSibling("spent.json.unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("what was spent today cannot be read and is now {}: {}", aside,
          e.getOriginalMessage());
      return new Spent(LocalDate.EPOCH, Map.of());
    }
  }

  /** Never half. */
  void write(Spent spent) throws IOException {
    var half = Files.createDirectories(file.toAbsolutePath().getParent())
        .resolve("spent.json.half");
    Files.write(half, JSON.writeValueAsBytes(spent));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
