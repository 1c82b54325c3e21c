package io.sluice.launcher.chaos;

import io.sluice.launcher.RunningGateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Connections to a gateway as a client has them that does as it likes. */
final class Sockets {
  /** Connections of one address, which has some twenty-eight thousand ports. */
  private static final int OF_ONE_ADDRESS = 5_000;
  private static final int SMALL_WINDOW = 4096;
  private static final int TIMEOUT_MS = 60_000;

  private final InetSocketAddress gateway;
  private int opened;

  Sockets(RunningGateway gateway) {
    this.gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(),
        URI.create(gateway.url()).getPort());
  }

  /** One that takes in little of what it does not read. */
  Socket open() throws IOException {
    var socket = new Socket();
    try {
      socket.setReceiveBufferSize(SMALL_WINDOW);
      if (opened >= OF_ONE_ADDRESS) {
        var own = new byte[]{127, 0, 0, (byte) (1 + opened / OF_ONE_ADDRESS)};
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(own), 0));
      }
      opened++;
      socket.connect(gateway, TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
