package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.weaviate.client6.v1.api.WeaviateApiException;
import io.weaviate.client6.v1.api.WeaviateConnectException;
import io.weaviate.client6.v1.api.WeaviateException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How long is waited for an answer of Weaviate: for each the time that a request may take, and no
 * longer than the asker waits. Blocks a virtual thread.
 *
 * @param call whose deadline counts; null where it does not, because what was begun must be ended
 * @param silence is told of what is asked and answered
 */
record Patience(Duration each, @Nullable CallInfo call, WeaviateSilence silence) {

  /** What Weaviate says where nothing was ever written. */
  private static final String NO_TENANT = "tenant not found";

  private static final String AWAY = "UNAVAILABLE";
  private static final int SERVERS_FAULT = 500;

  Patience whoeverWaits() {
    return new Patience(each, null, silence);
  }

  Patience atMost(Duration time) {
    return new Patience(time.compareTo(each) < 0 ? time : each, call, silence);
  }

  <T> T await(CompletableFuture<T> answer) throws WeaviateFailure {
    var left = call == null ? each : call.remaining();
    var isCut = left.compareTo(each) < 0;
    var time = isCut ? left : each;
    silence.asked();
    try {
      var answered = answer.get(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
      silence.heard();
      return answered;
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw isCut
          ? WeaviateFailure.late(e)
          : WeaviateFailure.busy("Weaviate did not answer within " + each.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeaviateFailure.unavailable("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private WeaviateFailure failure(ExecutionException e) {
    return switch (e.getCause()) {
      case WeaviateApiException cause when AWAY.equals(cause.grpcStatusCode()) ->
        WeaviateFailure.away(cause.getError(), cause);
      case WeaviateApiException cause when cause.isHTTP() && isItsFault(cause) -> {
        silence.heard();
        yield WeaviateFailure.busy(message(cause), cause);
      }
      case WeaviateConnectException cause -> WeaviateFailure.away(message(cause), cause);
      case WeaviateException cause -> {
        silence.heard();
        yield WeaviateFailure.unavailable(message(cause), cause);
      }
      case IOException cause -> WeaviateFailure.away(message(cause), cause);
      case null, default -> WeaviateFailure.unavailable(message(e), e);
    };
  }

  private static boolean isItsFault(WeaviateApiException answered) {
    var status = answered.httpStatusCode();
    return status != null && status >= SERVERS_FAULT;
  }

  /** As {@link #await}, but with another answer where the tenant does not exist yet. */
  <T> T await(CompletableFuture<T> answer, T withoutTenant) throws WeaviateFailure {
    try {
      return await(answer);
    } catch (WeaviateFailure e) {
      if (String.valueOf(e.getMessage()).contains(NO_TENANT)) {
        return withoutTenant;
      }
      throw e;
    }
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
