package io.sluice.http;

import io.netty.util.NetUtil;
import io.sluice.message.Refusal.Forbidden;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * Keeps out pages of sites whose name is made to mean this machine: a browser takes the gateway for such
 * a site then, and lets its pages read. A gateway that serves its own machine is asked by the names of
 * that machine only; who is before a proxy says so, and what names it has is the proxy's business.
 */
final class OwnName {
  private final boolean guards;

  OwnName(HttpConfig config) {
    this.guards = config.proxies() == 0 && isOfThisMachine(config.host());
  }

  void guard(RoutingContext ctx) {
    var asked = ctx.request().authority();
    if (guards && asked != null && !isAddress(asked.host()) && !isOfThisMachine(asked.host())) {
      Errors.send(ctx, 403, new Forbidden("this gateway serves its own machine only, as localhost,"
          + " and was asked for by another name; behind a proxy, http.proxies says so"));
    } else {
      ctx.next();
    }
  }

  /** Nobody else can have an address mean something. */
  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  private static boolean isOfThisMachine(String host) {
    var name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost") || name.endsWith(".localhost") || name.equals("::1")
        || (name.startsWith("127.") && NetUtil.isValidIpV4Address(name));
  }
}
