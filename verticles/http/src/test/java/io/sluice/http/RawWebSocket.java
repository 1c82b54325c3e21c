package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WebSocket that sends frames as they should not be, and is opened anew where that ends it. */
final class RawWebSocket implements Closeable {
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PONG = 10;
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final String HANDSHAKE = """
      GET /v1/ws HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """.replace("\n", "\r\n");

  private final int port;
  private @Nullable Socket socket;
  private @Nullable DataInputStream in;

  RawWebSocket(int port) {
    this.port = port;
  }

  boolean isOpen() {
    return socket != null;
  }

  void open() throws IOException {
    var connected = new Socket(InetAddress.getLoopbackAddress(), port);
    connected.setSoTimeout((int) Gateway.GENEROUS.toMillis());
    connected.setTcpNoDelay(true);
    connected.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
    var reading = new DataInputStream(new BufferedInputStream(connected.getInputStream()));
    for (var head = ""; !head.endsWith("\r\n\r\n");) {
      head += (char) reading.readUnsignedByte();
    }
    socket = connected;
    in = reading;
  }

  /** A frame as it should be. */
  static byte[] frame(boolean last, int opcode, byte[] payload) {
    return frame((last ? FIN : 0) | opcode, true, payload);
  }

  /** A frame with any first byte, masked or not; the mask is of zeros. */
  static byte[] frame(int first, boolean masked, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    var mask = masked ? MASKED : 0;
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length < 1 << 16) {
      out.write(mask | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    } else {
      out.write(mask | 127);
      out.writeBytes(new byte[]{0, 0, 0, 0, 0, (byte) (payload.length >> 16),
          (byte) (payload.length >> 8), (byte) payload.length});
    }
    out.writeBytes(new byte[masked ? 4 : 0]);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /** Where the other side has gone already, reading says so. */
  void send(byte[] bytes) throws IOException {
    var connected = socket;
    if (connected != null) {
      try {
        connected.getOutputStream().write(bytes);
      } catch (SocketException e) {
        // as a request that is refused while it is being sent
      }
    }
  }

  /** All messages until the one with this ref, or until the connection is closed. */
  List<JsonNode> until(String ref) throws IOException {
    var messages = new ArrayList<JsonNode>();
    var reading = in;
    while (reading != null) {
      var frame = read(reading);
      if (frame == null) {
        close();
        return messages;
      }
      if (frame.opcode() == TEXT) {
        var message = Gateway.json(frame.text());
        messages.add(message);
        if (message.path("ref").asText().equals(ref)) {
          return messages;
        }
      }
    }
    return messages;
  }

  private record Frame(int opcode, String text) {}

  /** Null where there is none any more. */
  private static @Nullable Frame read(DataInputStream in) throws IOException {
    try {
      var first = in.readUnsignedByte();
      var length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      var payload = in.readNBytes(length);
      var opcode = first & 0x0f;
      if ((first & FIN) == 0 || opcode == CLOSE) {
        if (opcode != CLOSE) {
          throw new IOException("a frame of the gateway that is no whole message");
        }
        return null;
      }
      return new Frame(opcode, new String(payload, StandardCharsets.UTF_8));
    } catch (EOFException | SocketException e) {
      return null;
    }
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
