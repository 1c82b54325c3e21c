package io.sluice.insight.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The whole lines of a file, the last one first, read in blocks from its end. What is written meanwhile is
 * not among them, nor what has no end yet. A block is as large as a line needs. Confined to one thread.
 */
final class LinesBackwards implements Closeable {
  private static final int BLOCK = 64 << 10;

  private final FileChannel file;
  /** Where the block lies in the file, of which so much from its begin is still to be told. */
  private long blockAt;
  private byte[] block = {};
  private int left;
  /** Where in the block the line ends that begins where what is left ends. */
  private int end;

  private LinesBackwards(FileChannel file) {
    this.file = file;
  }

  /** All that there are. */
  static LinesBackwards open(Path path) throws IOException {
    var lines = new LinesBackwards(FileChannel.open(path, StandardOpenOption.READ));
    try {
      lines.blockAt = lines.file.size();
      lines.endAt(lines.endOfLines());
      return lines;
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /** Those before this place; whether it is one between lines. */
  boolean startBefore(long place) throws IOException {
    if (place > at()) {
      return false;
    }
    if (place > 0) {
      var before = ByteBuffer.allocate(1);
      if (file.read(before, place - 1) != 1 || before.get(0) != '\n') {
        return false;
      }
    }
    endAt(place);
    return true;
  }

  /** Where in the file the line begins that was told last, or those end that are to be told. */
  long at() {
    return blockAt + left;
  }

  /** Goes to the line before; whether there is one. */
  boolean back() throws IOException {
    if (at() == 0) {
      return false;
    }
    var begin = lastBegin();
    while (begin == 0 && blockAt > 0) {
      load(at(), Math.max(BLOCK, 2 * left));
      begin = lastBegin();
    }
    end = left - 1;
    left = begin;
    return true;
  }

  /** Whether this is somewhere in the line, which is found out much sooner than what its letters are. */
  boolean has(byte[] sign) {
    for (var at = left; at <= end - sign.length; at++) {
      var same = 0;
      while (same < sign.length && block[at + same] == sign[same]) {
        same++;
      }
      if (same == sign.length) {
        return true;
      }
    }
    return false;
  }

  /** The line, without its end. */
  String text() {
    return new String(block, left, end - left, StandardCharsets.UTF_8);
  }

  /** Where in the block its last line begins, as far as the block has it. */
  private int lastBegin() {
    var at = left - 1; // the end of the line itself
    while (at > 0 && block[at - 1] != '\n') {
      at--;
    }
    return Math.max(0, at);
  }

  private long endOfLines() throws IOException {
    while (at() > 0) {
      load(at(), BLOCK);
      while (left > 0 && block[left - 1] != '\n') {
        left--;
      }
      if (left > 0) {
        return at();
      }
    }
    return 0;
  }

  private void endAt(long place) {
    blockAt = place;
    block = new byte[0];
    left = 0;
    end = 0;
  }

  /** What is before the end, at most so much of it. */
  private void load(long end, int most) throws IOException {
    var size = (int) Math.min(end, most);
    blockAt = end - size;
    left = size;
    var bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, blockAt + bytes.position()) < 0) {
        Arrays.fill(bytes.array(), bytes.position(), size, (byte) '\n'); // it was cut meanwhile
        break;
      }
    }
    block = bytes.array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
