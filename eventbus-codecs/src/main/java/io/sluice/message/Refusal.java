package io.sluice.message;

import org.jspecify.annotations.Nullable;

/**
 * Why something was not done. A refusal is an expected outcome and travels as a value; nothing of a
 * stack trace is in it. Its {@link Code} is the closed vocabulary that users see.
 */
public sealed interface Refusal extends Message {

  /** What went wrong, in a sentence for the person who asked. */
  String message();

  default Code code() {
    return switch (this) {
      case BadRequest r -> Code.BAD_REQUEST;
      case NotFound r -> Code.NOT_FOUND;
      case TooLarge r -> Code.TOO_LARGE;
      case UnsupportedMedia r -> Code.UNSUPPORTED_MEDIA;
      case Cancelled r -> Code.CANCELLED;
      case UpstreamFailed r -> Code.UPSTREAM_FAILED;
      case Overloaded r -> Code.OVERLOADED;
      case DeadlinePassed r -> Code.DEADLINE_PASSED;
      case Unavailable r -> Code.UNAVAILABLE;
      case Undecodable r -> Code.UNDECODABLE;
      case Internal r -> Code.INTERNAL;
      case Unreadable r -> Code.UNREADABLE;
      case Forbidden r -> Code.FORBIDDEN;
      case Unauthenticated r -> Code.UNAUTHENTICATED;
      case RateLimited r -> Code.RATE_LIMITED;
      case BudgetSpent r -> Code.BUDGET_SPENT;
      case UpstreamBusy r -> Code.UPSTREAM_BUSY;
      case UpstreamDown r -> Code.UPSTREAM_DOWN;
    };
  }

  /** Whether the same request may succeed when it is sent again. */
  default boolean retryable() {
    return switch (this) {
      case Overloaded r -> true;
      case DeadlinePassed r -> true;
      case Unavailable r -> true;
      case UpstreamFailed r -> r.worthRetrying();
      case BadRequest r -> false;
      case NotFound r -> false;
      case TooLarge r -> false;
      case UnsupportedMedia r -> false;
      case Cancelled r -> false;
      case Undecodable r -> false;
      case Internal r -> false;
      case Unreadable r -> false;
      case Forbidden r -> false;
      case Unauthenticated r -> false;
      case RateLimited r -> true;
      case BudgetSpent r -> false;
      case UpstreamBusy r -> true;
      case UpstreamDown r -> true;
    };
  }

  /** How long it is said to be of no use to come again; 0 where nobody knows. */
  default long retryAfterMs() {
    return 0;
  }

  /**
   * The request itself is wrong.
   *
   * @param param the path of the wrong field, where one is to blame
   */
  record BadRequest(String message, @Nullable String param) implements Refusal {}

  /** What the request names does not exist, or not for this asker. */
  record NotFound(String message, @Nullable String param) implements Refusal {}

  /** A body, a file or a field is over its limit. */
  record TooLarge(String message, @Nullable String param) implements Refusal {}

  /** A file of a kind that cannot be read. */
  record UnsupportedMedia(String message) implements Refusal {}

  /** The asker left or stopped it. */
  record Cancelled(String message) implements Refusal {}

  /** A model provider or another service outside failed. */
  record UpstreamFailed(String provider, String message,
      boolean worthRetrying) implements Refusal {}

  /** Too much to do; come back later. */
  record Overloaded(String message, long retryAfterMs) implements Refusal {}

  /** The time given was too short, or has passed. */
  record DeadlinePassed(String message) implements Refusal {}

  /** A part that is needed is not there now. */
  record Unavailable(String part, String message) implements Refusal {}

  /** What another node sent could not be understood. */
  record Undecodable(String message) implements Refusal {}

  /**
   * A file that cannot be made sense of.
   *
   * @param reason in one word, as {@code encrypted} or {@code broken}
   */
  record Unreadable(String reason, String message) implements Refusal {}

  /** The asker may not do this. */
  record Forbidden(String message) implements Refusal {}

  /** Nobody knows who asks. */
  record Unauthenticated(String message) implements Refusal {}

  /**
   * The asker has had what it may have for now.
   *
   * @param limit of how many a minute
   */
  record RateLimited(String message, long retryAfterMs, long limit) implements Refusal {}

  /** The asker has spent what it may spend for now. */
  record BudgetSpent(String message, long retryAfterMs) implements Refusal {}

  /** A model provider or another service outside has had enough of this gateway for now. */
  record UpstreamBusy(String provider, String message, long retryAfterMs) implements Refusal {}

  /** A model provider or another service outside failed so often that it is left alone for now. */
  record UpstreamDown(String provider, String message, long retryAfterMs) implements Refusal {}

  /** A fault of the gateway; the details are in its log under the request id. */
  record Internal(String message) implements Refusal {}

  /** The closed vocabulary of refusals as users see it. */
  enum Code {
    BAD_REQUEST("caller.bad_request"),
    NOT_FOUND("caller.not_found"),
    TOO_LARGE("caller.too_large"),
    UNSUPPORTED_MEDIA("caller.unsupported_media"),
    UNREADABLE("caller.unreadable"),
    CANCELLED("caller.cancelled"),
    UNAUTHENTICATED("caller.unauthenticated"),
    FORBIDDEN("policy.forbidden"),
    RATE_LIMITED("policy.rate_limited"),
    BUDGET_SPENT("policy.budget_spent"),
    UPSTREAM_BUSY("provider.rate_limited"),
    UPSTREAM_FAILED("provider.failed"),
    UPSTREAM_DOWN("provider.unavailable"),
    OVERLOADED("gateway.overloaded"),
    DEADLINE_PASSED("gateway.deadline_passed"),
    UNAVAILABLE("gateway.unavailable"),
    UNDECODABLE("gateway.undecodable"),
    INTERNAL("gateway.internal");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
