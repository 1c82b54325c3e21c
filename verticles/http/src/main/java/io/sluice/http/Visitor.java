package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.message.Admission;
import io.sluice.message.Admission.Admit;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One who stays connected, and so is looked at with each question, not only at the door. */
record Visitor(Bus bus, @Nullable String credential, String address) {

  static Visitor of(Bus bus, HttpServerRequest request, int proxies) {
    return new Visitor(bus, Credential.of(request), ClientAddress.of(request, proxies));
  }

  /** Whether it may ask something now, which counts as a request. */
  Future<Reply<Admitted>> asks(String requestId) {
    return asks(credential, requestId);
  }

  /** The same with what is shown for this one question; null for what was shown at the door. */
  Future<Reply<Admitted>> asks(@Nullable String shown, String requestId) {
    return bus.ask(Admission.ADMIT,
        new Admit(shown == null ? credential : shown, address, Right.ASK, true),
        CallInfo.within(Admission.ADMIT.timeout(), requestId));
  }
}
