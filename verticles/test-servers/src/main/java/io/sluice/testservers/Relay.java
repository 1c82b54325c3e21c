package io.sluice.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server, at a port of its own, that can be shut, or swallow what is sent over it. What was
 * swallowed once stays so: when the way is open again, connections of before still lead nowhere.
 */
public final class Relay implements AutoCloseable {
  private final int port;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean swallowing;
  private volatile long delayNanos;
  private @Nullable ServerSocket door;

  private Relay(ServerSocket door) {
    this.door = door;
    this.port = door.getLocalPort();
  }

  /** A way that leads nowhere yet. */
  public static Relay open() {
    try {
      var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var relay = new Relay(door);
      relay.serve(door);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A way to a server on this machine, by its address as host:port. */
  public static Relay to(String address) {
    var relay = open();
    relay.leadTo(address);
    return relay;
  }

  public void leadTo(String address) {
    target = URI.create("tcp://" + address).getPort();
  }

  /** Instead of the server's own. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Breaks all connections, and takes none. */
  public synchronized void shut() {
    try {
      if (door != null) {
        door.close();
        door = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.forEach(Line::end);
  }

  /** Takes connections and bytes, and says nothing. */
  public void swallow() {
    swallowing = true;
    lines.forEach(line -> line.swallowing = true);
  }

  /** Passes everything on, but after so long. */
  public void slow(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /** New connections lead to the server again, and nothing is held up. */
  public synchronized void goOn() {
    swallowing = false;
    delayNanos = 0;
    if (door == null) {
      try {
        var again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        door = again;
        serve(again);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    shut();
  }

  private void serve(ServerSocket at) {
    Thread.ofVirtual().start(() -> {
      try {
        while (true) {
          var line = new Line(at.accept());
          lines.add(line);
          Thread.ofVirtual().start(line);
        }
      } catch (IOException e) {
        // It is shut.
      }
    });
  }

  /** One connection, and the one to the server that belongs to it. */
  private final class Line implements Runnable {
    private final Socket near;
    private final Socket far = new Socket();
    private volatile boolean swallowing = Relay.this.swallowing;

    Line(Socket near) {
      this.near = near;
    }

    @Override
    public void run() {
      try {
        if (!swallowing) {
          far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
          far.setTcpNoDelay(true);
          near.setTcpNoDelay(true);
          Thread.ofVirtual().start(() -> pass(far, near));
        }
        pass(near, far);
      } catch (IOException e) {
        end();
      }
    }

    private void pass(Socket from, Socket to) {
      var bytes = new byte[16_384];
      try {
        for (var count = from.getInputStream().read(bytes); count >= 0; count = from
            .getInputStream().read(bytes)) {
          LockSupport.parkNanos(delayNanos);
          if (!swallowing) {
            to.getOutputStream().write(bytes, 0, count);
          }
        }
      } catch (IOException e) {
        // The other end is to hear of it, too.
      }
      end();
    }

    void end() {
      lines.remove(this);
      try {
        near.close();
        far.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
