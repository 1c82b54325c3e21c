package io.sluice.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from. Of what proxies add only as much is believed as there are proxies: what
 * stands before it anybody may have written. Addresses of version 6 count by their network, since one
 * household has 2<sup>64</sup> of them.
 */
final class ClientAddress {
  private static final String UNKNOWN = "unknown";
  private static final String FORWARDED = "x-forwarded-for";
  private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F:.%]{2,60}");
  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /**
   * @param proxies how many stand before this gateway
   */
  static String of(HttpServerRequest request, int proxies) {
    var peer = of(request.remoteAddress());
    if (proxies == 0) {
      return peer;
    }
    var said = String.join(",", request.headers().getAll(FORWARDED)).split(",", -1);
    var place = said.length - proxies;
    return place >= 0 && !said[place].isBlank() ? network(said[place].strip()) : peer;
  }

  /** Of a connection that nothing stands before. */
  static String of(@Nullable SocketAddress remote) {
    return remote == null || remote.hostAddress() == null
        ? UNKNOWN
        : network(remote.hostAddress());
  }

  private static String network(String address) {
    if (!NUMERIC.matcher(address).matches() || !address.contains(":")) {
      return NUMERIC.matcher(address).matches() ? address : UNKNOWN;
    }
    try {
      if (InetAddress.getByName(address) instanceof Inet6Address six && !six.isLoopbackAddress()) {
        var bytes = six.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress();
      }
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
    return address;
  }
}
