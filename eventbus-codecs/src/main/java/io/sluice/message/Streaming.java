package io.sluice.message;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How streams are read: a reader asks for what comes after the last event it knows. There is no
 * push, so a slow reader asks later and gets more at once.
 */
public sealed interface Streaming extends Message {

  /** How long a read waits for news before it comes back empty. */
  Duration HEARTBEAT = Duration.ofSeconds(5);

  Ask<ReadStream, Batch> READ = new Ask<>("sluice.stream.read", ReadStream.class, Batch.class,
      HEARTBEAT.plusSeconds(3));
  /** The same of one whose node does not have it any more, where it is written down. */
  Ask<ReadStream, Batch> READ_JOURNAL = new Ask<>("sluice.stream.journal", ReadStream.class,
      Batch.class, HEARTBEAT.plusSeconds(3));

  /** The part that is not there where the journal cannot be read. */
  String JOURNAL = "journal";

  Ask<LeaveStream, Left> LEAVE = new Ask<>("sluice.stream.leave", LeaveStream.class, Left.class,
      Duration.ofSeconds(3));
  Ask<CancelStream, Left> CANCEL = new Ask<>("sluice.stream.cancel", CancelStream.class, Left.class,
      Duration.ofSeconds(3));

  /**
   * A stream that can be read from now on, on the node that its id names.
   *
   * @param id {@code node.random}; who knows it and is of the same tenant may read
   * @param again true where it was there before, so that its reader may know some of it; null where not
   * @param whole all its events, where it was over when it opened, so that nobody has to ask for them;
   *        null where it has to be read
   */
  record StreamOpened(String id, @Nullable Boolean again, @Nullable Batch whole)
      implements
        Streaming {

    /** A new one, or one that is named by who knows it. */
    public StreamOpened(String id) {
      this(id, null, null);
    }

    public boolean wasThereBefore() {
      return Boolean.TRUE.equals(again);
    }

    public String node() {
      var dot = id.indexOf('.');
      return dot < 0 ? "" : id.substring(0, dot);
    }
  }

  /**
   * What comes after {@code after}?
   *
   * @param reader names the reader, so that the stream knows when the last one left
   * @param patient false to come back at once where there is nothing yet
   */
  record ReadStream(String id, String reader, long after, int max, boolean patient)
      implements
        Streaming {}

  /**
   * Events {@code after + 1} to {@code last}, in order; empty after a heartbeat without news.
   *
   * @param ended nothing comes after {@code last}, ever
   */
  record Batch(List<StreamEvent> events, long last, boolean ended) implements Streaming {
    public Batch {
      events = List.copyOf(events);
    }
  }

  /** This reader will not read on. */
  record LeaveStream(String id, String reader) implements Streaming {}

  /** Stop the work behind the stream; what came stays readable. */
  record CancelStream(String id) implements Streaming {}

  record Left() implements Streaming {}
}
