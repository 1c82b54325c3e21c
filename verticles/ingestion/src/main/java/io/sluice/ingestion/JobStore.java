package io.sluice.ingestion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs, in memory and one file each. Of the finished ones the last of each document is kept, and
 * so many others. Used by one thread at a time.
 */
final class JobStore {
  private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
  private static final int KEPT = 10_000;
  private static final ObjectMapper JSON = json();

  private final Path folder;
  private final Map<Long, Job> byNumber = new TreeMap<>();
  private final Map<String, Job> byId = new HashMap<>();
  private final Map<Key, Job> latest = new HashMap<>();

  private JobStore(Path folder) {
    this.folder = folder;
  }

  /** Opens the folder; a file that cannot be read is left alone and reported. */
  static JobStore open(Path folder) throws IOException {
    var store = new JobStore(Files.createDirectories(folder));
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (var file : files) {
        try {
          store.index(JSON.readValue(Files.readAllBytes(file), Job.class));
        } catch (IOException e) {
          LOG.error("unreadable job file={} reason={}", file, e.getMessage());
        }
      }
    }
    return store;
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }

  long nextNumber() {
    return byNumber.keySet().stream().reduce(0L, Math::max) + 1;
  }

  @Nullable
  Job find(String id) {
    return byId.get(id);
  }

  /** The last job that was accepted for a document. */
  @Nullable
  Job latest(String tenant, String collection, String document) {
    return latest.get(new Key(tenant, collection, document));
  }

  /** The jobs a crash or a stop left behind, in their order. */
  List<Job> open() {
    return byNumber.values().stream().filter(Job::isOpen).toList();
  }

  boolean anyMatch(Predicate<Job> test) {
    return byNumber.values().stream().anyMatch(test);
  }

  /** Returns when the job is on the disk. */
  void save(Job job) throws IOException {
    SafeFiles.write(file(job), JSON.writeValueAsBytes(job));
    index(job);
    forgetOld();
  }

  void delete(Job job) throws IOException {
    Files.deleteIfExists(file(job));
    byNumber.remove(job.number());
    byId.remove(job.id());
    latest.remove(key(job), job);
  }

  List<Job> of(String tenant, String collection, String document) {
    return byNumber.values().stream().filter(job -> job.isFor(tenant, collection, document))
        .toList();
  }

  private void index(Job job) {
    byNumber.put(job.number(), job);
    byId.put(job.id(), job);
    latest.merge(key(job), job, (old, now) -> now.number() >= old.number() ? now : old);
  }

  private void forgetOld() throws IOException {
    if (byNumber.size() - latest.size() <= KEPT) {
      return;
    }
    for (var job : List.copyOf(byNumber.values())) {
      if (!job.isOpen() && !job.equals(latest.get(key(job)))) {
        delete(job);
        return;
      }
    }
  }

  private Path file(Job job) {
    return folder.resolve(job.id() + ".json");
  }

  private static Key key(Job job) {
    return new Key(job.tenant(), job.collection(), job.document());
  }

  private static ObjectMapper json() {
    var mapper = JsonMapper.builder().addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    for (var type : Refusal.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(type);
    }
    return mapper;
  }

  private record Key(String tenant, String collection, String document) {}
}
