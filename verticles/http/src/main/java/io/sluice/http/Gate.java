package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Allowance;
import io.sluice.message.Admission.NoteAct;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets in whom admission lets in. It stands before all routes, so none can be forgotten: what
 * {@link Doors} does not name as free wants a right.
 */
final class Gate {
  private final Bus bus;
  private final int proxies;
  private final Held held = new Held();

  /**
   * @param proxies how many stand before this gateway that each add whom they were asked by
   */
  Gate(Bus bus, int proxies) {
    this.bus = bus;
    this.proxies = proxies;
  }

  void admit(RoutingContext ctx) {
    var request = ctx.request();
    var right = Doors.right(request.method(), ctx.normalizedPath());
    if (right == null) {
      ctx.next();
      return;
    }
    var credential = Credential.of(request);
    var address = ClientAddress.of(request, proxies);
    var counts = Doors.counts(request.method(), ctx.normalizedPath());
    var known = held.take(credential, right, address, counts);
    if (known != null) {
      enter(ctx, known, right);
    } else {
      ask(ctx, new Admit(credential, address, right, counts,
          counts ? held.wanted(credential, right, address) : 0));
    }
  }

  private void ask(RoutingContext ctx, Admit admit) {
    var request = ctx.request();
    var whole = request.isEnded();
    if (!whole) {
      request.pause(); // nobody takes the body yet
    }
    bus.ask(Admission.ADMIT, admit, Caller.call(ctx, Admission.ADMIT.timeout()))
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, admitted -> {
          enter(ctx, held.keep(admit, admitted), admit.right());
          if (!whole) {
            request.resume();
          }
        }));
  }

  private void enter(RoutingContext ctx, Admitted admitted, Right right) {
    Caller.isAdmitted(ctx, admitted);
    if (admitted.allowance() != null) {
      tell(ctx, admitted.allowance());
    }
    if (isWorthNoting(right, ctx.request().method(), ctx.normalizedPath())) {
      ctx.addEndHandler(end -> note(ctx, admitted));
    }
    ctx.next();
  }

  /** Nobody waits for it: whoever is to be told of that it failed reads the log. */
  private void note(RoutingContext ctx, Admitted admitted) {
    bus.ask(Admission.NOTE_ACT,
        new NoteAct(ctx.request().method() + " " + ctx.normalizedPath(),
            ctx.response().getStatusCode(), admitted.account(),
            ClientAddress.of(ctx.request(), proxies)),
        CallInfo.within(Admission.NOTE_ACT.timeout(), Caller.requestId(ctx)));
  }

  /** What takes something away, or makes another thing of it, and what an admin does. */
  private static boolean isWorthNoting(Right right, HttpMethod method, String path) {
    return switch (right) {
      case ADMIN -> !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
      case INGEST -> method.equals(HttpMethod.DELETE) || path.endsWith("/activate");
      case ASK -> false;
    };
  }

  private static void tell(RoutingContext ctx, Allowance allowance) {
    Limited.tell(ctx.response(), allowance.limit(), allowance.remaining(), allowance.resetMs());
  }
}
