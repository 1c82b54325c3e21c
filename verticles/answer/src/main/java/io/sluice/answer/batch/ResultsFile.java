package io.sluice.answer.batch;

import io.sluice.message.Batches.BatchResult;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The results of a batch in the order they came, one a line, and where each lies. The texts stay on the
 * disk.
 *
 * <p>A crash may tear the last line: what does not end in a line break is cut off when the file is
 * opened. A line that cannot be read, or that is of a question which has a result already, counts for
 * nothing.
 */
final class ResultsFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResultsFile.class);

  private final Path file;
  private final FileChannel channel;
  private final List<Mark> marks = new ArrayList<>();
  private final NavigableMap<Integer, Place> places = new TreeMap<>();
  private long end;

  private ResultsFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What is to be known of a result without its text. */
  record Mark(int line, Instant at, double costUsd, boolean failed) {}

  private record Place(long start, int length) {}

  static ResultsFile open(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
        StandardOpenOption.WRITE);
    try {
      var results = new ResultsFile(file, channel);
      results.scan();
      return results;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** In the order they came. */
  List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** The questions that have a result. */
  NavigableSet<Integer> lines() {
    return places.navigableKeySet();
  }

  /** Returns when the result is on the disk; where that fails the file is as it was. */
  Mark append(StoredResult result) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(StoredJson.write(result));
    bytes.write('\n');
    try {
      Forced.write(channel, bytes.toByteArray(), end);
      channel.force(false);
    } catch (IOException e) {
      cutTo(end, e);
      throw e;
    }
    var mark = new Mark(result.line(), result.at(), result.costUsd(), result.failed());
    take(mark, end, bytes.size() - 1);
    end += bytes.size();
    return mark;
  }

  /** The results of the lines after this one, in the order of the questions. */
  List<BatchResult> read(int after, int max) throws IOException {
    var results = new ArrayList<BatchResult>();
    for (Map.Entry<Integer, Place> entry : places.tailMap(after, false).entrySet()) {
      if (results.size() == max) {
        break;
      }
      results.add(StoredJson.read(bytes(entry.getValue()), StoredResult.class).result());
    }
    return results;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void scan() throws IOException {
    var in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        read(line.toByteArray());
        end += line.size() + 1;
        line.reset();
      } else {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      LOG.info("cut off a torn line file={} bytes={}", file, line.size());
      channel.truncate(end);
    }
  }

  private void read(byte[] line) {
    try {
      take(StoredJson.read(line, Mark.class), end, line.length);
    } catch (IOException e) {
      LOG.warn("unreadable result file={} offset={}", file, end);
    }
  }

  private void take(Mark mark, long start, int length) {
    if (places.putIfAbsent(mark.line(), new Place(start, length)) == null) {
      marks.add(mark);
    }
  }

  private byte[] bytes(Place place) throws IOException {
    var bytes = ByteBuffer.allocate(place.length());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, place.start() + bytes.position()) < 0) {
        throw new IOException(file + " is shorter than it was");
      }
    }
    return bytes.array();
  }

  private void cutTo(long length, IOException failure) {
    try {
      channel.truncate(length);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
