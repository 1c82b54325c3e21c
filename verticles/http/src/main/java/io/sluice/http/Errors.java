package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.sluice.apologies.Apologies;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Forbidden;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.RateLimited;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.UnsupportedMedia;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Check;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place where a refusal gets its HTTP status and its body. */
final class Errors {

  private static final Long SOON_MS = 1000L;

  private Errors() {}

  /** The error shape, everywhere the same. */
  record Envelope(Body error) {}

  /**
   * What went wrong.
   *
   * @param retryAfterMs when to come again; left out where nobody knows
   * @param apology to show who asked, in the language of the question; left out where there is none
   */
  record Body(String code, String message, String type, @Nullable String param, boolean retryable,
      String requestId, @JsonInclude(Include.NON_NULL) @Nullable Long retryAfterMs,
      @JsonInclude(Include.NON_NULL) @Nullable String apology) {}

  static int status(Refusal refusal) {
    return switch (refusal.code()) {
      case BAD_REQUEST -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA -> 415;
      case UNREADABLE -> 422;
      case CANCELLED -> 409;
      case RATE_LIMITED, BUDGET_SPENT, UPSTREAM_BUSY -> 429;
      case UPSTREAM_FAILED -> 502;
      case OVERLOADED, UNAVAILABLE, UPSTREAM_DOWN -> 503;
      case DEADLINE_PASSED -> 504;
      case UNDECODABLE, INTERNAL -> 500;
    };
  }

  static Body body(Failed failed, String requestId) {
    var refusal = failed.refusal();
    return new Body(refusal.code().toString(), message(refusal), type(refusal), param(refusal),
        refusal.retryable(), requestId, retryAfterMs(refusal), failed.apology());
  }

  static Body body(Refusal refusal, String requestId) {
    return body(new Failed(refusal), requestId);
  }

  static Envelope envelope(Failed failed, String requestId) {
    return new Envelope(body(failed, requestId));
  }

  static Envelope envelope(Refusal refusal, String requestId) {
    return envelope(new Failed(refusal), requestId);
  }

  /** As long as it says; where it only says that it may be retried, not at once. Null for never. */
  private static @Nullable Long retryAfterMs(Refusal refusal) {
    if (refusal.retryAfterMs() > 0) {
      return refusal.retryAfterMs();
    }
    return refusal.retryable() ? SOON_MS : null;
  }

  static void send(RoutingContext ctx, Refusal refusal) {
    send(ctx, status(refusal), refusal);
  }

  static BadRequest of(Check.Violation violation) {
    return new BadRequest(violation.field() + ": " + violation.getMessage(), violation.field());
  }

  /** The end of an answer that is none, or what comes in place of one. */
  static void send(RoutingContext ctx, Failed failed) {
    send(ctx, status(failed.refusal()), failed);
  }

  /** Where HTTP has a status of its own for it. */
  static void send(RoutingContext ctx, int status, Refusal refusal) {
    send(ctx, status, new Failed(refusal));
  }

  private static void send(RoutingContext ctx, int status, Failed failed) {
    var refusal = failed.refusal();
    var response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    advise(response, refusal);
    // OpenAI's clients would repeat every 409 and 5xx.
    response.putHeader("x-should-retry", Boolean.toString(refusal.retryable()));
    Lingering.begin(ctx.request());
    Responses.json(response, status, envelope(failed, Caller.requestId(ctx)));
  }

  /** Says when to come again, or what was missing. */
  private static void advise(HttpServerResponse response, Refusal refusal) {
    var after = retryAfterMs(refusal);
    if (after != null) {
      Limited.retryAfter(response, after);
    }
    if (refusal instanceof RateLimited it) {
      Limited.tell(response, it.limit(), 0, it.retryAfterMs());
    }
    if (refusal instanceof Unauthenticated) {
      response.putHeader("www-authenticate", "Bearer");
    }
  }

  /**
   * Uses what was answered; where it was refused instead, the asker is told. A fault in the use is a
   * failure of the request: nobody else would see it, and the asker would wait for ever.
   */
  static <A> void unlessRefused(RoutingContext ctx, Reply<A> reply, Consumer<A> use) {
    unlessRefused(ctx, reply, Failed::new, use);
  }

  /** The same for the answer to a question, where who asked it is told so in its language. */
  static <A> void unlessRefused(RoutingContext ctx, Reply<A> reply, String question,
      Consumer<A> use) {
    unlessRefused(ctx, reply, why -> Apologies.to(question, why), use);
  }

  private static <A> void unlessRefused(RoutingContext ctx, Reply<A> reply,
      Function<Refusal, Failed> failed, Consumer<A> use) {
    try {
      switch (reply) {
        case Refused<A>(Refusal why) -> send(ctx, failed.apply(why));
        case Answered<A>(A value) -> use.accept(value);
      }
    } catch (RuntimeException e) {
      ctx.fail(e);
    }
  }

  /** Gives the router's own failures the same shape. */
  static void install(Router router) {
    router.errorHandler(400, ctx -> send(ctx, new BadRequest("the request is malformed", null)));
    router.errorHandler(404, ctx -> send(ctx,
        new NotFound("there is nothing at " + ctx.request().method() + " " + ctx.request().path(),
            null)));
    router.errorHandler(403, ctx -> send(ctx, 403,
        new BadRequest("pages of another origin may not use this gateway", "Origin")));
    router.errorHandler(405, ctx -> Methods.refuse(ctx, "GET, HEAD"));
    router.errorHandler(413,
        ctx -> send(ctx, new TooLarge("the body is larger than this gateway takes", null)));
    router.errorHandler(415,
        ctx -> send(ctx, new UnsupportedMedia("this content type is not read here")));
    router.errorHandler(500, ctx -> {
      if (ctx.failure() instanceof Check.Violation violation) {
        send(ctx, of(violation));
      } else {
        Failures.log(ctx);
        send(ctx, new Internal("the gateway failed; its log has the request id"));
      }
    });
  }

  /** Answers what is no HTTP, or more of it than is read, before there is a route. */
  static void invalid(HttpServerRequest request) {
    var status = switch (request.decoderResult().cause()) {
      case TooLongHttpLineException e -> 414;
      case TooLongHttpHeaderException e -> 431;
      case null, default -> 400;
    };
    var response = request.response().putHeader("connection", "close");
    Responses
        .json(response, status,
            envelope(new BadRequest("the request is malformed or its head is too long", null),
                Caller.newRequestId()))
        .onComplete(done -> request.connection().close());
  }

  private static String type(Refusal refusal) {
    if (refusal instanceof Forbidden) {
      return "permission_error";
    }
    if (refusal instanceof Unauthenticated) {
      return "authentication_error";
    }
    var code = refusal.code().toString();
    return switch (code.substring(0, code.indexOf('.'))) {
      case "caller" -> "invalid_request_error";
      case "policy" -> "rate_limit_error";
      case "provider" -> "upstream_error";
      default -> "server_error";
    };
  }

  /** What is wrong with a field begins with its name; not every actor puts it there. */
  private static String message(Refusal refusal) {
    var message = refusal.message();
    return refusal instanceof BadRequest(String text, String param) && param != null
        && !text.startsWith(param)
            ? param + ": " + message
            : message;
  }

  private static @Nullable String param(Refusal refusal) {
    return switch (refusal) {
      case BadRequest r -> r.param();
      case NotFound r -> r.param();
      case TooLarge r -> r.param();
      default -> null;
    };
  }
}
