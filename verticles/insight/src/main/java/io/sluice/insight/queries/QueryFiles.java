package io.sluice.insight.queries;

import io.sluice.insight.files.DayFiles;
import io.sluice.insight.files.JsonLines;
import io.sluice.insight.files.Place;
import io.sluice.message.QueryRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The files of the query log in a folder: one process writes them, any number may read them meanwhile. */
public final class QueryFiles {
  private final DayFiles files;

  public QueryFiles(Path folder) {
    this.files = new DayFiles(folder.resolve("queries"));
  }

  /** Appends whole lines, which are written when this returns. */
  void append(LocalDate day, byte[] lines) throws IOException {
    files.append(day, lines);
  }

  /** The same, and deletes what is too old, and the oldest of what is too much, where a file is begun. */
  void append(LocalDate today, byte[] lines, Duration keepFor, long maxBytes)
      throws IOException {
    files.append(today, lines, keepFor, maxBytes);
  }

  /** Deletes what is too old, and the oldest of what is too much. */
  void clean(LocalDate today, Duration keepFor, long maxBytes) throws IOException {
    files.clean(today, keepFor, maxBytes);
  }

  /**
   * Reads the records of days from this one on, the oldest first, to the end or until that is enough. What
   * is no record is passed over.
   */
  public void read(@Nullable LocalDate from, Predicate<QueryRecord> goesOn) throws IOException {
    files.read(from, line -> {
      var query = JsonLines.read(line, QueryRecord.class);
      return query == null || goesOn.test(query);
    });
  }

  /** The same, of one tenant: of others nothing is made of their lines. */
  public void read(LocalDate from, String tenant, Predicate<QueryRecord> goesOn)
      throws IOException {
    var sign = "\"tenant\":" + JsonLines.text(tenant);
    files.read(from, line -> {
      var query = line.contains(sign) ? JsonLines.read(line, QueryRecord.class) : null;
      return query == null || !tenant.equals(query.tenant()) || goesOn.test(query);
    });
  }

  /** The tenant's record of this answer; null where there is none. */
  @Nullable
  QueryRecord find(String tenant, String id) throws IOException {
    var sign = "\"id\":\"" + id + "\"";
    var found = new ArrayList<QueryRecord>(1);
    files.readBackwards(null, null, Long.MAX_VALUE, sign, line -> {
      var query = JsonLines.read(line, QueryRecord.class);
      if (query != null && id.equals(query.id()) && tenant.equals(query.tenant())) {
        found.add(query);
      }
      return found.isEmpty();
    });
    return found.isEmpty() ? null : found.getFirst();
  }

  /**
   * Reads the tenant's records before a place, the last one first.
   *
   * @see DayFiles#readBackwards
   */
  @Nullable
  Place readBackwards(String tenant, @Nullable Place from, @Nullable LocalDate oldest,
      long maxBytes, Predicate<QueryRecord> goesOn) throws IOException {
    var sign = "\"tenant\":" + JsonLines.text(tenant);
    return files.readBackwards(from, oldest, maxBytes, sign, line -> {
      var query = JsonLines.read(line, QueryRecord.class);
      return query == null || !tenant.equals(query.tenant()) || goesOn.test(query);
    });
  }

  /** Whether a line ends there, or none could any more: its file is gone. */
  boolean has(Place place) throws IOException {
    return files.has(place);
  }
}
