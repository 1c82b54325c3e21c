package io.sluice.privacy;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A stream that seals what is written to it. Without {@link #finish} there is no last segment, and what
 * was written does not open.
 */
final class Sealing extends OutputStream {
  private final OutputStream out;
  private final Segments segments;
  private final byte[] plain = new byte[Segments.SIZE];
  private int filled;

  Sealing(OutputStream out, Segments segments) {
    this.out = out;
    this.segments = segments;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[]{(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      // A full segment waits until it is known not to be the last.
      if (filled == plain.length) {
        seal(false);
      }
      int count = Math.min(plain.length - filled, offset + length - at);
      System.arraycopy(bytes, at, plain, filled, count);
      filled += count;
      at += count;
    }
  }

  void finish() throws IOException {
    seal(true);
  }

  private void seal(boolean last) throws IOException {
    out.write(segments.seal(plain, filled, last));
    filled = 0;
  }
}
