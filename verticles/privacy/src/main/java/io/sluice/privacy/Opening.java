package io.sluice.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** A stream of what was sealed, one checked segment at a time. */
final class Opening extends InputStream {
  private final InputStream in;
  private final Segments segments;
  private final String name;

  /** A sealed segment and one byte more, which says whether another follows. */
  private final byte[] sealed = new byte[Segments.SIZE + Segments.TAG + 1];
  private int ahead;
  private byte[] plain = {};
  private int at;
  private boolean ended;
  private boolean broken;

  Opening(InputStream in, Segments segments, String name) {
    this.in = in;
    this.segments = segments;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    return hasMore() ? plain[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, plain.length - at);
    System.arraycopy(plain, at, bytes, offset, count);
    at += count;
    return count;
  }

  private boolean hasMore() throws IOException {
    while (at == plain.length && !ended) {
      openNext();
    }
    return at < plain.length;
  }

  private void openNext() throws IOException {
    if (broken) {
      throw new UnsealException("A sealed file does not open: " + name);
    }
    int read = ahead + in.readNBytes(sealed, ahead, sealed.length - ahead);
    boolean last = read < sealed.length;
    int length = last ? read : read - 1;
    try {
      plain = segments.open(sealed, length, last);
    } catch (GeneralSecurityException e) {
      broken = true;
      throw new UnsealException("A sealed file does not open: it was changed or cut, or it is of "
          + "another key or context: " + name, e);
    }
    at = 0;
    ended = last;
    ahead = last ? 0 : 1;
    sealed[0] = sealed[sealed.length - 1];
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
