package io.sluice.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A connection that sends whatever a test wants, well-formed or not. */
final class RawClient implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Gateway.GENEROUS.toMillis());
  }

  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  RawClient halfClose() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  /** The head of the first response, or what there is of it. */
  String head() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** The first response, by the length that it says. */
  String response() throws IOException {
    var head = head();
    var length = LENGTH.matcher(head);
    return head + (length.find()
        ? new String(in().readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
        : rest());
  }

  /** All that comes until the server closes the connection. */
  String rest() throws IOException {
    return new String(in().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
