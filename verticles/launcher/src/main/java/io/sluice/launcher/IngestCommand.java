package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice ingest}: sends files and folders to a running gateway and follows them to the end. */
@Command(name = "ingest", mixinStandardHelpOptions = true, description = "Takes files and folders in and shows how far it is.")
final class IngestCommand implements Callable<Integer> {
  /** So many documents are on their way at once. */
  private static final int AT_ONCE = 8;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int BAR = 30;

  @Mixin
  private Gateway gateway = new Gateway();

  @Option(names = "--collection", paramLabel = "NAME", description = "Where to put them.")
  private @Nullable String collection;

  @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be given several times.")
  private List<String> tags = new ArrayList<>();

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private List<Path> paths = new ArrayList<>();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** What was uploaded and is not in yet, the oldest first. */
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int added;
  private int unchanged;
  private final List<String> failures = new ArrayList<>();

  private record Pending(String id, String ingestion) {}

  @Override
  public Integer call() {
    var files = files();
    if (files.isEmpty()) {
      throw new Trouble("there are no files in " + paths);
    }
    var done = 0;
    for (var file : files.entrySet()) {
      progress(done, files.size(), file.getKey());
      ingest(file.getKey(), file.getValue());
      if (pending.size() == AT_ONCE) {
        settleOldest();
        done++;
      }
    }
    while (!pending.isEmpty()) {
      progress(done++, files.size(), pending.getFirst().id());
      settleOldest();
    }
    progress(files.size(), files.size(), "");
    report();
    return failures.isEmpty() ? 0 : 1;
  }

  /** The files by the id they get: their path below the folder that was named. */
  private Map<String, Path> files() {
    var files = new LinkedHashMap<String, Path>();
    for (var path : paths) {
      try (var found = Files.walk(path)) {
        var absolute = path.toAbsolutePath();
        var folder = Files.isDirectory(path) ? absolute : absolute.resolveSibling(".").normalize();
        found.filter(Files::isRegularFile).sorted()
            .forEach(file -> files.put(folder.relativize(file.toAbsolutePath()).toString(), file));
      } catch (IOException e) {
        throw new Trouble("cannot read " + path);
      }
    }
    return files;
  }

  private void ingest(String id, Path file) {
    try {
      var fields = new LinkedHashMap<String, String>();
      fields.put("id", id.replace('\\', '/').replaceAll("[^\\p{L}\\p{N}\\p{M}._/-]+", "-"));
      if (collection != null) {
        fields.put("collection", collection);
      }
      if (!tags.isEmpty()) {
        fields.put("tags", String.join(",", tags));
      }
      var accepted = gateway.upload(file, fields);
      pending.addLast(new Pending(id, accepted.path("ingestion").asText()));
    } catch (IOException e) {
      failures.add(id + ": cannot be read");
    } catch (Trouble e) {
      failures.add(id + ": " + e.getMessage());
    }
  }

  private void settleOldest() {
    var oldest = pending.removeFirst();
    try {
      count(oldest.id(), follow(oldest.ingestion()));
    } catch (Trouble e) {
      failures.add(oldest.id() + ": " + e.getMessage());
    }
  }

  private JsonNode follow(String ingestion) {
    while (true) {
      var state = gateway.ingestion(ingestion);
      switch (state.path("status").asText()) {
        case "queued", "running" -> LockSupport.parkNanos(POLL.toNanos());
        default -> {
          return state;
        }
      }
    }
  }

  private void count(String id, JsonNode state) {
    switch (state.path("status").asText()) {
      case "done" -> added++;
      case "unchanged" -> unchanged++;
      default -> failures.add(id + ": " + state.path("error").path("message").asText("failed"));
    }
  }

  /** One line that is written over, at a terminal; elsewhere nothing. */
  private void progress(int done, int all, String id) {
    if (!Terminal.isHere()) {
      return;
    }
    var filled = BAR * done / all;
    var out = err();
    out.printf("\r[%s%s] %d/%d %-40.40s", "#".repeat(filled), " ".repeat(BAR - filled), done, all,
        id);
    out.flush();
  }

  private void report() {
    var out = spec.commandLine().getOut();
    if (Terminal.isHere()) {
      err().println();
    }
    failures.forEach(failure -> err().println("failed  " + failure));
    out.printf("%d taken in, %d unchanged, %d failed%n", added, unchanged, failures.size());
    out.flush();
    err().flush();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
