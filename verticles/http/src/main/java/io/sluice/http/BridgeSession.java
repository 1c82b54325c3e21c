package io.sluice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.bus.Bus;
import io.sluice.http.Inquiry.Outcome.Found;
import io.sluice.http.Inquiry.Outcome.Missed;
import io.sluice.message.Admission.Admitted;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One client of a bridge: several requests at once, each answered under its reply address. It speaks
 * the protocol of Vert.x' event bus bridges, but nothing behind it is the event bus: what is not
 * listed in {@link #kind} leads nowhere, so that no client can reach an actor. Confined to the
 * connection's event loop.
 */
final class BridgeSession {
  private static final StrictReader JSON = StrictReader.ofJson();
  private static final int MAX_AT_ONCE = 64;
  /** Who sends so much on without taking what comes is cut off. */
  private static final int MAX_UNTAKEN = 2 * MAX_AT_ONCE;
  private static final long RETRY_AFTER_MS = 1000;

  private final Bus bus;
  private final Duration deadline;
  private final BridgeDialect dialect;
  private final BridgeLine line;
  private final Visitor visitor;
  private final Set<Inquiry> open = new HashSet<>();
  private int entering;
  private int untaken;
  private boolean left;

  BridgeSession(Bus bus, Duration deadline, BridgeDialect dialect, BridgeLine line,
      Visitor visitor) {
    this.visitor = visitor;
    this.bus = bus;
    this.deadline = deadline;
    this.dialect = dialect;
    this.line = line;
  }

  /** The address of a request says what it is; those that are served are these. */
  private static Inquiry.@Nullable Kind kind(String address) {
    return switch (address) {
      case "sluice.ask" -> Inquiry.Kind.ASK;
      case "sluice.search" -> Inquiry.Kind.SEARCH;
      default -> null;
    };
  }

  void frame(Buffer bytes) {
    if (left) {
      return;
    }
    switch (JSON.read(bytes.getBytes(), JsonNode.class)) {
      case Parsed.Wrong<JsonNode> wrong -> send(BridgeFrame.wrong(null, "invalid_json"));
      case Parsed.Read<JsonNode>(JsonNode frame) -> frame(frame);
    }
  }

  /** The client has gone: what it asked for is stopped. */
  void leave() {
    left = true;
    Set.copyOf(open).forEach(Inquiry::leave);
  }

  private void frame(JsonNode frame) {
    var back = frame.path("replyAddress").textValue();
    switch (frame.path("type").asText()) {
      case "ping" -> {
        if (dialect.pongs()) {
          send(BridgeFrame.pong());
        }
      }
      case "send" -> send(frame, back);
      case "publish", "register", "unregister" -> send(BridgeFrame.wrong(back, "access_denied"));
      default -> send(BridgeFrame.wrong(back, "invalid_type"));
    }
  }

  private void send(JsonNode frame, @Nullable String back) {
    var kind = kind(frame.path("address").asText());
    if (kind == null) {
      send(BridgeFrame.wrong(back, "access_denied"));
    } else if (back == null) {
      send(BridgeFrame.wrong(null, "missing_reply_address"));
    } else if (open.size() + entering >= MAX_AT_ONCE) {
      send(BridgeFrame.failure(back, new Failed(new Overloaded("this connection has "
          + MAX_AT_ONCE + " requests open already", RETRY_AFTER_MS)), Caller.newRequestId()));
    } else {
      var body = frame.path("body");
      admit(frame.path("headers").path("authorization").textValue(), kind,
          body.isMissingNode() ? JsonNodeFactory.instance.objectNode() : body, back);
    }
  }

  private void admit(@Nullable String authorization, Inquiry.Kind kind, JsonNode body,
      String back) {
    var requestId = Caller.newRequestId();
    entering++;
    visitor.asks(authorization == null ? null : Credential.of(authorization), requestId)
        .onSuccess(reply -> {
          entering--;
          switch (reply) {
            case Refused<Admitted>(Refusal why) -> send(
                BridgeFrame.failure(back, new Failed(why), requestId));
            case Answered<Admitted>(Admitted admitted) -> {
              if (!left) {
                put(kind, body, back, admitted, requestId);
              }
            }
          }
        });
  }

  private void put(Inquiry.Kind kind, JsonNode body, String back, Admitted admitted,
      String requestId) {
    var inquiry = new Inquiry(bus, deadline,
        (time, budget) -> Caller.call(admitted, requestId, time, budget),
        batch -> Future.succeededFuture());
    open.add(inquiry);
    line.working(true);
    inquiry.put(kind, body)
        .otherwise(fault -> new Missed(new Failed(Failures.refusal(requestId, fault))))
        .onSuccess(outcome -> {
          open.remove(inquiry);
          line.working(!open.isEmpty());
          answer(back, outcome, requestId);
        });
  }

  private void answer(String back, Inquiry.Outcome outcome, String requestId) {
    send(switch (outcome) {
      case Missed(Failed why) -> BridgeFrame.failure(back, why, requestId);
      case Found(Whole whole) -> BridgeFrame.reply(dialect, back, whole);
    });
  }

  private void send(BridgeFrame frame) {
    if (left) {
      return;
    }
    if (++untaken > MAX_UNTAKEN) {
      line.close();
      leave();
      return;
    }
    line.write(Buffer.buffer(Responses.bytes(frame))).onComplete(taken -> untaken--);
  }
}
