package io.sluice.insight.queries;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.insight.files.JsonLines;
import io.sluice.message.Course;
import io.sluice.message.Insight.Observe;
import io.sluice.message.QueryRecord;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the query log, some lines at a time, and finds in it. Nobody waits for it: where the disk does not
 * keep up, what is too much, by its number or by its size, is left out, and counted. Confined to one context;
 * what takes time is done on a worker, one thing after the other.
 */
public final class QueryLog {
  private static final Logger LOG = LoggerFactory.getLogger(QueryLog.class);
  private static final long WRITE_MS = 200;
  private static final int AT_ONCE = 500;
  private static final int MOST_WAITING = 20_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final long RECENT_BYTES = 16L << 20;
  private static final int MOST_LOOKING = 4;
  /** So often an answer that is not there is looked for again. */
  private static final int LATE = 5;
  /** The node's name and a number of that, as answers are called. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}\\.[0-9a-f]{24}");
  private static final Refusal BUSY = new Overloaded(
      "too many look for older answers in the query log", 1_000);

  private final Vertx vertx;
  private final QueriesConfig config;
  private final Clock clock;
  private final QueryFiles files;
  private final Records records;
  private final MeterRegistry registry;
  private final Counter lost;
  private final Gauge waits;
  /** The lines of the latest answers, by tenant and id. */
  private final Cache<List<String>, byte[]> recent = Caffeine.newBuilder()
      .maximumWeight(RECENT_BYTES)
      .<List<String>, byte[]>weigher((id, line) -> line.length).build();
  private List<Ended> waiting = new ArrayList<>();
  /** About how many bytes those take. */
  private long waitingBytes;
  /** And those that are being written. */
  private long writingBytes;
  private Future<?> writing = Future.succeededFuture();
  /** How many look for answers in the files. */
  private int looking;

  /** A log in this folder, to be used on this context. */
  public QueryLog(Vertx vertx, Path folder, QueriesConfig config, MeterRegistry registry,
      Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    this.files = new QueryFiles(folder);
    this.records = new Records(config.text());
    this.registry = registry;
    this.lost = Counter.builder("rag.query.log.lost")
        .description("Questions that could not be written to the query log").register(registry);
    this.waits = Gauge.builder("rag.waiting", () -> waiting.size()).tag("what", "query_log")
        .description("How many wait for their turn").register(registry);
    vertx.setPeriodic(WRITE_MS, tick -> write());
  }

  /** Whether nothing is written. */
  public boolean isOff() {
    return config.isOff();
  }

  /** A question of the tenant has ended. */
  public void add(String tenant, Observe end, Course course) {
    if (config.isOff()) {
      return;
    }
    var ended = new Ended(tenant, end, course);
    var weight = ended.weight();
    if (waiting.size() >= MOST_WAITING || waitingBytes + writingBytes + weight > MOST_BYTES) {
      lost.increment();
      return;
    }
    waiting.add(ended);
    waitingBytes += weight;
    if (waiting.size() == AT_ONCE) {
      write();
    }
  }

  /**
   * The record of this answer, from the moment it has ended. Older ones are looked for in all files, so few
   * may look at once.
   *
   * @param param what the request calls the id
   */
  public Future<Reply<QueryRecord>> find(String tenant, String id, String param) {
    Reply<QueryRecord> unknown = Reply
        .refused(new NotFound("nothing is known of an answer " + id, param));
    if (!ID.matcher(id).matches()) {
      return Future.succeededFuture(unknown);
    }
    return recent(tenant, id).compose(line -> {
      if (line == null && looking == MOST_LOOKING) {
        return Future.succeededFuture(Reply.refused(BUSY));
      }
      return (line == null ? look(tenant, id) : read(line))
          .compose(found -> found == null && !config.isOff()
              ? awaited(tenant, id, LATE)
              : Future.succeededFuture(found))
          .map(found -> found == null ? unknown : Reply.of(found));
    });
  }

  private Future<byte @Nullable []> recent(String tenant, String id) {
    return write().transform(
        written -> Future.succeededFuture(recent.getIfPresent(List.of(tenant, id))));
  }

  /** Who has just read the end of an answer may be here before the one who tells of it. */
  private Future<@Nullable QueryRecord> awaited(String tenant, String id, int times) {
    return times == 0
        ? Future.succeededFuture()
        : vertx.timer(WRITE_MS).compose(tick -> recent(tenant, id))
            .compose(line -> line == null ? awaited(tenant, id, times - 1) : read(line));
  }

  private Future<@Nullable QueryRecord> look(String tenant, String id) {
    looking++;
    return vertx.executeBlocking(() -> files.find(tenant, id), false)
        .onComplete(looked -> looking--);
  }

  private Future<@Nullable QueryRecord> read(byte[] line) {
    return vertx.executeBlocking(() -> JsonLines.read(line, QueryRecord.class), false);
  }

  /** Nothing is added from now on; done when all is written. */
  public Future<?> close() {
    registry.remove(waits);
    return write();
  }

  /** Writes what waits; done when all is written that was added before. */
  public Future<?> write() {
    if (waiting.isEmpty() || !writing.isComplete()) {
      return waiting.isEmpty() ? writing : writing.transform(done -> write());
    }
    var all = waiting;
    waiting = new ArrayList<>();
    var size = waitingBytes;
    waitingBytes = 0;
    writingBytes += size;
    writing = vertx.executeBlocking(() -> write(all)).onComplete(done -> writingBytes -= size)
        .onFailure(failure -> {
          lost.increment(all.size());
          LOG.warn("{} questions could not be written to the query log: {}", all.size(),
              failure.getMessage());
        });
    return writing;
  }

  private int write(List<Ended> all) throws IOException {
    var lines = new ByteArrayOutputStream();
    for (var one : all) {
      var query = records.of(one.tenant(), one.end(), one.course());
      var line = JsonLines.line(query);
      lines.writeBytes(line);
      if (query.id() != null) {
        recent.put(List.of(one.tenant(), Objects.requireNonNull(query.id())), line);
      }
    }
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    files.append(today, lines.toByteArray(), config.keepFor(), config.maxBytes());
    return all.size();
  }
}
