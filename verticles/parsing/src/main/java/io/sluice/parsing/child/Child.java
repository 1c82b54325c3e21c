package io.sluice.parsing.child;

import io.sluice.parsing.Parsed;
import io.sluice.parsing.ParsingConfig;
import io.sluice.parsing.document.Source;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that reads documents, as seen by the gateway. One thread at a time asks it; any may close
 * it.
 */
final class Child implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Child.class);
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int LONGEST_ERROR = 2_000;

  private final ParsingConfig config;
  private final Path folder;
  private final Process process;
  private final DataOutputStream sources;
  private final DataInputStream answers;
  private final ScheduledExecutorService watch;
  private volatile boolean late;
  private volatile boolean closed;
  private int documents;

  private Child(ParsingConfig config, Path folder, Process process,
      ScheduledExecutorService watch) {
    this.config = config;
    this.folder = folder;
    this.process = process;
    this.sources = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.watch = watch;
  }

  /** How a process ended that was asked for a document. */
  enum End {
    LATE,
    OUT_OF_MEMORY,
    UNEXPECTED
  }

  /** A process ended before it answered. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1;
    private final End end;

    Ended(End end) {
      super(end.name());
      this.end = end;
    }

    End end() {
      return end;
    }
  }

  /** Returns when the process is ready to read. */
  static Child start(ParsingConfig config, Path scratch, ScheduledExecutorService watch)
      throws IOException {
    var folder = Files.createTempDirectory(scratch, "reader");
    var builder = new ProcessBuilder(Command.of(config, folder)).directory(folder.toFile())
        .redirectError(folder.resolve("errors.txt").toFile());
    builder.environment().keySet().retainAll(Command.ENVIRONMENT);
    var child = new Child(config, folder, builder.start(), watch);
    try {
      child.within(START, () -> child.answers.readByte());
    } catch (Ended e) {
      var errors = child.errors();
      child.close();
      throw new IOException("no process to read documents could be started: " + errors, e);
    }
    LOG.debug("reader started pid={}", child.process.pid());
    return child;
  }

  Parsed read(Source source) throws Ended {
    documents++;
    return within(config.timeout(), () -> {
      Wire.writeSource(sources, source);
      return Wire.readParsed(answers, source.maxCharacters());
    });
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int documents() {
    return documents;
  }

  @Override
  public void close() {
    closed = true;
    process.destroyForcibly();
    try {
      process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    delete(folder);
  }

  /** An exchange with the process, which is killed where it takes too long. */
  private <T> T within(Duration timeout, Exchange<T> exchange) throws Ended {
    late = false;
    var alarm = watch.schedule(this::kill, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return exchange.run();
    } catch (IOException | RuntimeException e) {
      throw new Ended(end(e));
    } finally {
      alarm.cancel(false);
    }
  }

  private void kill() {
    late = true;
    process.destroyForcibly();
  }

  private End end(Exception failure) {
    if (late) {
      return End.LATE;
    }
    if (closed) {
      return End.UNEXPECTED;
    }
    var status = status();
    if (status != null && status == ParserMain.OUT_OF_MEMORY) {
      return End.OUT_OF_MEMORY;
    }
    LOG.warn("reader ended status={} failure={} errors={}", status, failure.toString(), errors());
    return End.UNEXPECTED;
  }

  private @Nullable Integer status() {
    try {
      return process.waitFor(END.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private String errors() {
    try (var in = Files.newInputStream(folder.resolve("errors.txt"))) {
      return new String(in.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("could not delete folder={}", folder, e);
    }
  }

  /** Something said and answered. */
  private interface Exchange<T> {
    T run() throws IOException;
  }
}
