package io.sluice.launcher;

import io.sluice.launcher.Download.BrokenOff;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer to a request for a file, or for the rest of one. It is asked for by way of
 * {@link HttpURLConnection}, since that ends a read of a body that stops coming; {@code
 * java.net.http} does not.
 */
final class FileResponse implements AutoCloseable {
  private static final int MOST_REDIRECTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern RANGE = Pattern
      .compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

  private final HttpURLConnection connection;
  private final InputStream body;
  private final long start;
  private final long total;

  private FileResponse(HttpURLConnection connection, InputStream body, long start, long total) {
    this.connection = connection;
    this.body = body;
    this.start = start;
    this.total = total;
  }

  /**
   * Asks for the file from a byte on.
   *
   * @param etag of what is there already; another version is sent from its beginning
   */
  static FileResponse open(URI address, long from, @Nullable String etag) throws BrokenOff {
    var at = address;
    for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
      try {
        var connection = request(at, from, etag);
        var location = connection.getHeaderField("location");
        if (connection.getResponseCode() / 100 != 3 || location == null) {
          return answered(connection, address, from);
        }
        connection.disconnect();
        at = redirected(at, location);
      } catch (IOException e) {
        throw new BrokenOff("cannot be reached (" + e + ")");
      }
    }
    throw new Trouble(address + " is redirected more than " + MOST_REDIRECTS + " times");
  }

  private static HttpURLConnection request(URI at, long from, @Nullable String etag)
      throws IOException {
    var connection = (HttpURLConnection) at.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setRequestProperty("user-agent", "Sluice/0.1");
    connection.setRequestProperty("accept-encoding", "identity");
    if (from > 0) {
      connection.setRequestProperty("range", "bytes=" + from + "-");
      if (etag != null) {
        connection.setRequestProperty("if-range", etag);
      }
    }
    return connection;
  }

  /** Where a redirect leads, which must be the web, and not out of TLS. */
  static URI redirected(URI from, String location) {
    try {
      var to = from.resolve(location);
      var scheme = String.valueOf(to.getScheme());
      var leavesTls = scheme.equals("http") && "https".equals(from.getScheme());
      if (to.getHost() != null && List.of("http", "https").contains(scheme) && !leavesTls) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      // is told below
    }
    throw new Trouble(from + " is redirected to " + location
        + ", which is not followed: it must stay on the web, and on https");
  }

  private static FileResponse answered(HttpURLConnection connection, URI address, long from)
      throws IOException, BrokenOff {
    var status = connection.getResponseCode();
    return switch (status) {
      case 200 -> new FileResponse(connection, connection.getInputStream(), 0,
          connection.getContentLengthLong());
      case 206 -> partial(connection, from);
      case 416 -> unsatisfied(connection, address, from);
      case 408, 429 -> throw new BrokenOff("has too much to do (status " + status + ")");
      case 401, 403 ->
        throw new Trouble(connection.getURL() + " is not for everybody (status " + status + ")");
      case 404, 410 ->
        throw new Trouble(connection.getURL() + " is not there (status " + status + ")");
      default -> {
        if (status >= 500) {
          throw new BrokenOff("failed (status " + status + ")");
        }
        throw new Trouble(connection.getURL() + " answers with status " + status);
      }
    };
  }

  private static FileResponse partial(HttpURLConnection connection, long from)
      throws IOException {
    var range = RANGE.matcher(String.valueOf(connection.getHeaderField("content-range")));
    if (!range.matches() || range.group(1) == null || Long.parseLong(range.group(1)) != from) {
      throw new Trouble(connection.getURL() + " was asked for the bytes from " + from
          + " on and answers with " + connection.getHeaderField("content-range"));
    }
    var total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
    return new FileResponse(connection, connection.getInputStream(), from, total);
  }

  /** There is nothing beyond what is there; or that is of something else, and all is asked for. */
  private static FileResponse unsatisfied(HttpURLConnection connection, URI address, long from)
      throws BrokenOff {
    var range = RANGE.matcher(String.valueOf(connection.getHeaderField("content-range")));
    if (range.matches() && range.group(2).equals(Long.toString(from))) {
      return new FileResponse(connection, InputStream.nullInputStream(), from, from);
    }
    connection.disconnect();
    if (from == 0) {
      throw new Trouble(address + " answers with status 416");
    }
    return open(address, 0, null);
  }

  /** Whether everything was there already. */
  boolean isWhole() {
    return total >= 0 && start == total;
  }

  /** The first byte that comes. */
  long start() {
    return start;
  }

  /** The bytes of the whole file; -1 where that is not told. */
  long total() {
    return total;
  }

  @Nullable
  String etag() {
    return connection.getHeaderField("etag");
  }

  int read(byte[] buffer) throws BrokenOff {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new BrokenOff("broke off (" + e + ")");
    }
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
