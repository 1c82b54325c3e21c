package io.sluice.http;

import io.sluice.message.Refusal.BadRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.TreeSet;

/** Which methods a path is served for. */
final class Methods {

  private Methods() {}

  /** To be called after the routes with paths: whoever comes to one with another method is told. */
  static void install(Router router) {
    var served = new LinkedHashMap<String, TreeSet<String>>();
    for (var route : router.getRoutes()) {
      if (route.getPath() != null && route.methods() != null) {
        route.methods().forEach(method -> served
            .computeIfAbsent(route.getPath(), path -> new TreeSet<>()).add(method.name()));
      }
    }
    served.forEach((path, methods) -> {
      var allowed = String.join(", ", methods);
      router.route(path).handler(ctx -> refuse(ctx, allowed));
    });
  }

  static void refuse(RoutingContext ctx, String allowed) {
    ctx.response().putHeader("allow", allowed);
    Errors.send(ctx, 405, new BadRequest(
        "the method " + ctx.request().method() + " is not served here, but " + allowed, null));
  }
}
