package io.sluice.fuzzing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection over which requests are sent byte for byte, one after another, for as long as the server
 * keeps it; then another one is opened. Who waits longer than half a minute for anything has found a hang.
 * Used by one thread at a time.
 */
public final class HttpConnection implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  public HttpConnection(int port) {
    this.port = port;
  }

  /** What was answered; header names in lower case. */
  public record Answer(int status, Map<String, String> headers, String text) {

    /** Whether its content type is this one, whatever its parameters. */
    public boolean is(String type) {
      return headers.getOrDefault("content-type", "").split(";", -1)[0].strip().equals(type);
    }

    @Override
    public String toString() {
      return status + " " + headers + "\n" + text;
    }
  }

  /** Sends a whole request and reads its answer. */
  public Answer send(byte[] request) throws IOException {
    var reused = socket != null;
    try {
      return exchange(request);
    } catch (EOFException | SocketException e) {
      close();
      if (!reused) {
        throw e;
      }
      return exchange(request); // it had been closed in the meantime
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** A request with a body of this length. */
  public static byte[] request(String method, String target, String headers, byte[] body) {
    var out = new ByteArrayOutputStream();
    var length = body.length == 0 && (method.equals("GET") || method.equals("DELETE"))
        ? ""
        : "Content-Length: " + body.length + "\r\n";
    out.writeBytes(
        (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private Answer exchange(byte[] request) throws IOException {
    var connected = socket;
    var reading = in;
    if (connected == null || reading == null) {
      connected = new Socket(InetAddress.getLoopbackAddress(), port);
      connected.setSoTimeout((int) PATIENCE.toMillis());
      connected.setTcpNoDelay(true);
      reading = new BufferedInputStream(connected.getInputStream());
      socket = connected;
      in = reading;
    }
    try {
      connected.getOutputStream().write(request);
    } catch (SocketException e) {
      // refused while it was being sent: the answer may be there all the same
    }
    var isHead = request.length > 5 && new String(request, 0, 5, StandardCharsets.ISO_8859_1)
        .equals("HEAD ");
    var answer = read(reading, isHead);
    if (answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
      close();
    }
    return answer;
  }

  private static Answer read(InputStream in, boolean isHead) throws IOException {
    var status = 0;
    var headers = new HashMap<String, String>();
    do {
      headers.clear();
      status = Integer.parseInt(line(in).split(" ", 3)[1]);
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        var colon = line.indexOf(':');
        headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    } while (status == 100);
    var has = !isHead && status != 204 && status != 304 && status != 101;
    return new Answer(status, Map.copyOf(headers), has
        ? new String(body(in, headers), StandardCharsets.UTF_8)
        : "");
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      return whole(in, Integer.parseInt(headers.get("content-length")));
    }
    if (!headers.containsKey("transfer-encoding")) {
      return in.readAllBytes();
    }
    var out = new ByteArrayOutputStream();
    for (var size = size(in); size > 0; size = size(in)) {
      out.writeBytes(whole(in, size));
      line(in);
    }
    for (var trailer = line(in); !trailer.isEmpty(); trailer = line(in)) {
      // of no use here
    }
    return out.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
  }

  private static byte[] whole(InputStream in, int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the answer ends after " + bytes.length + " of " + length + " bytes");
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed without an answer");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
      in = null;
    }
  }
}
