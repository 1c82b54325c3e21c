package io.sluice.http;

import io.sluice.http.DocumentBodies.Webhook;
import io.sluice.http.DocumentViews.Receipt;
import io.sluice.http.SeenWebhooks.Seen;
import io.sluice.message.Ask;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Overloaded;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/webhooks/documents}: documents that another system sends or takes back, signed. One
 * that comes again is answered as it was the first time, and not done again.
 */
final class WebhookHandler {
  private static final StrictReader JSON = StrictReader.ofJson();
  private static final long RETRY_AFTER_MS = 60_000;

  private final Actors actors;
  private final BodyReader body;
  private final String secret;
  private final SeenWebhooks seen;

  WebhookHandler(Actors actors, BodyReader body, String secret, SeenWebhooks seen) {
    this.actors = actors;
    this.body = body;
    this.secret = secret;
    this.seen = seen;
  }

  /** What was answered, to be answered again. */
  private record Answer(int status, Object body) {}

  /** What came of checking: why it is refused, or what it says. */
  private record Checked(@Nullable Refusal flaw, @Nullable Parsed<Webhook> parsed) {}

  void handle(RoutingContext ctx) {
    if (secret.isEmpty()) {
      ctx.fail(404);
      return;
    }
    var signature = Signature.of(ctx.request());
    body.bytes(ctx, bytes -> body.work(ctx, bytes, () -> checked(signature, bytes),
        checked -> take(ctx, signature, checked)));
  }

  /** The body is not looked into before its signature is known to fit. */
  private Checked checked(Signature signature, Buffer bytes) {
    var content = bytes.getBytes();
    var flaw = signature.flaw(secret, content, Instant.now());
    return flaw == null
        ? new Checked(null, JSON.read(content, Webhook.class))
        : new Checked(flaw, null);
  }

  private void take(RoutingContext ctx, Signature signature, Checked checked) {
    if (checked.flaw() != null) {
      Errors.send(ctx, checked.flaw());
    } else if (checked.parsed() != null) {
      BodyReader.use(ctx, checked.parsed(), webhook -> once(ctx, signature.value(), webhook));
    }
  }

  private void once(RoutingContext ctx, String signature, Webhook webhook) {
    switch (seen.begin(signature, Instant.now())) {
      case Seen.New first -> begin(ctx, signature, webhook);
      case Seen.Working working -> Errors.send(ctx, 409,
          new BadRequest("is being worked on already", "x-sluice-signature"));
      case Seen.Done(Object answer) -> send(ctx, (Answer) answer);
      case Seen.Full full -> Errors.send(ctx, new Overloaded(
          "there were too many webhooks in the last minutes", RETRY_AFTER_MS));
    }
  }

  private void begin(RoutingContext ctx, String signature, Webhook webhook) {
    var delete = webhook.delete();
    if (delete == null) {
      var document = webhook.document().toMessage();
      // Who knows the secret is believed to bring again what was brought for these before.
      ask(ctx, signature, Ingestion.SUBMIT_DOCUMENT, document, document.acl(),
          accepted -> new Answer(202, accepted));
    } else {
      var id = Bodies.composed(delete);
      var collection = Bodies.orDefault(webhook.collection());
      ask(ctx, signature, Ingestion.ERASE, new Erase(collection, id), List.of(),
          erased -> new Answer(200, Receipt.of(id, collection, erased)));
    }
  }

  private <Q extends Message, A extends Message> void ask(RoutingContext ctx, String signature,
      Ask<Q, A> ask, Q request, List<String> principals, Function<A, Answer> answer) {
    actors.bus().ask(ask, request, Caller.call(ctx, ask.timeout(), principals)).onSuccess(reply -> {
      switch (reply) {
        case Refused<A>(Refusal why) -> {
          seen.failed(signature);
          Errors.send(ctx, why);
        }
        case Answered<A>(A value) -> {
          var done = answer.apply(value);
          seen.done(signature, done);
          send(ctx, done);
        }
      }
    });
  }

  private static void send(RoutingContext ctx, Answer answer) {
    Responses.json(ctx.response(), answer.status(), answer.body());
  }
}
