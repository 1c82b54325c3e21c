package io.sluice.ingestion;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs, in memory and one file each, and the raw bytes they are of, which are kept for as long
 * as a job needs them. Of the finished ones the last of each document is kept, and so many others.
 * Used by one thread at a time.
 */
final class JobStore {
  private static final Logger LOG = LoggerFactory.getLogger(JobStore.class);
  private static final int KEPT = 10_000;
  private static final ObjectMapper JSON = json();

  private final Path folder;
  private final RawStore raw;
  private final NavigableMap<Long, Job> byNumber = new TreeMap<>();
  private final Map<String, Job> byId = new HashMap<>();
  private final Map<String, Set<Long>> byContent = new HashMap<>();
  private final Map<DocumentKey, Job> latest = new HashMap<>();

  private JobStore(Path folder, RawStore raw) {
    this.folder = folder;
    this.raw = raw;
  }

  /** Opens the folder; a file that cannot be read is left alone and reported. */
  static JobStore open(Path folder, RawStore raw) throws IOException {
    var store = new JobStore(Files.createDirectories(folder), raw);
    SafeFiles.deleteHalves(folder);
    try (var files = Files.newDirectoryStream(folder, "*.json")) {
      for (var file : files) {
        try {
          store.index(read(file));
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
    return byNumber.isEmpty() ? 1 : byNumber.lastKey() + 1;
  }

  @Nullable
  Job find(String id) {
    return byId.get(id);
  }

  /** The last job that was accepted for a document. */
  @Nullable
  Job latest(DocumentKey document) {
    return latest.get(document);
  }

  /** The jobs a crash or a stop left behind, in their order. */
  List<Job> open() {
    return byNumber.values().stream().filter(Job::isOpen).toList();
  }

  /** The jobs of this tenant that are of these bytes. */
  List<Job> withContent(String tenant, String contentHash) {
    return byContent.getOrDefault(contentHash, Set.of()).stream().map(byNumber::get)
        .filter(job -> job != null && job.tenant().equals(tenant)).toList();
  }

  /** Returns when the job is on the disk, as its bytes are; where that fails neither is. */
  void accept(Job job) throws IOException {
    try {
      save(job);
    } catch (IOException e) {
      if (!byId.containsKey(job.id())) {
        SafeFiles.deleteQuietly(file(job), e);
      }
      if (byContent.getOrDefault(job.submission().contentHash(), Set.of()).isEmpty()) {
        raw.deleteQuietly(job.submission().contentHash(), e);
      }
      throw e;
    }
  }

  /** Returns when the job is on the disk. */
  void save(Job job) throws IOException {
    SafeFiles.write(file(job), JSON.writeValueAsBytes(job));
    index(job);
    forgetOld();
  }

  /** The job as it is now, where the disk does not take it: a restart finds the one before. */
  void remember(Job job) {
    index(job);
  }

  /** Deletes a job, and its bytes where no other is of the same; true where they are gone. */
  boolean delete(Job job) throws IOException {
    var content = job.submission().contentHash();
    var isLast = Set.of(job.number()).containsAll(byContent.getOrDefault(content, Set.of()));
    // First: nobody else knows of them once the job is gone.
    var areGone = isLast && raw.delete(content);
    Files.deleteIfExists(file(job));
    byNumber.remove(job.number());
    byId.remove(job.id());
    latest.remove(job.key(), job);
    byContent.computeIfPresent(content, (_, numbers) -> {
      numbers.remove(job.number());
      return numbers.isEmpty() ? null : numbers;
    });
    return areGone;
  }

  List<Job> of(DocumentKey document) {
    return byNumber.values().stream().filter(job -> job.key().equals(document)).toList();
  }

  /** The last jobs of documents that failed, the latest first. */
  List<Job> dead() {
    return latest.values().stream().filter(job -> job.status() == Status.FAILED)
        .sorted(Comparator.comparingLong(Job::number).reversed()).toList();
  }

  /** The collections that documents were taken into, with their tenants. */
  Set<DocumentKey> collections() {
    return latest.keySet().stream().map(key -> new DocumentKey(key.tenant(), key.collection(), ""))
        .collect(Collectors.toSet());
  }

  private static Job read(Path file) throws IOException {
    var job = JSON.readValue(Files.readAllBytes(file), Job.class);
    if (job == null) {
      throw new IOException("null in place of a job");
    }
    return job;
  }

  private void index(Job job) {
    byNumber.put(job.number(), job);
    byId.put(job.id(), job);
    byContent.computeIfAbsent(job.submission().contentHash(), none -> new HashSet<>())
        .add(job.number());
    latest.merge(job.key(), job, (old, now) -> now.number() >= old.number() ? now : old);
  }

  /** Where one cannot be deleted it is one too many. */
  private void forgetOld() {
    if (byNumber.size() - latest.size() <= KEPT) {
      return;
    }
    var oldest = byNumber.values().stream()
        .filter(job -> !job.isOpen() && !job.equals(latest.get(job.key()))).findFirst();
    if (oldest.isPresent()) {
      try {
        delete(oldest.get());
      } catch (IOException e) {
        LOG.warn("could not delete an old job={}", oldest.get().id(), e);
      }
    }
  }

  private Path file(Job job) {
    return folder.resolve(job.id() + ".json");
  }

  private static ObjectMapper json() {
    var mapper = JsonMapper.builder().addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    for (var type : Refusal.class.getPermittedSubclasses()) {
      mapper.registerSubtypes(type);
    }
    return mapper;
  }
}
