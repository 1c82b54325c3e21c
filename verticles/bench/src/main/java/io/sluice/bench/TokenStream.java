package io.sluice.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

/** One reader of a stream of numbered words, which have to come all and in their order. */
final class TokenStream {
  private static final Buffer BODY = Buffer
      .buffer("{\"question\": \"Say the numbers.\", \"retrieval\": false}");

  private final int words;
  private final long start = System.nanoTime();
  private final Promise<Times> done = Promise.promise();
  private String rest = "";
  private int seen;
  private long first;
  private long last;
  private long gap;

  private TokenStream(int words) {
    this.words = words;
  }

  /** In milliseconds: to the first word, to the last one, and the longest time between two. */
  record Times(double first, double last, double gap) {}

  /** On an event loop: elsewhere an answer may be over before anybody takes it. */
  static Future<Times> read(Vertx vertx, HttpClient client, int port, int words) {
    var stream = new TokenStream(words);
    vertx.runOnContext(_ -> client.request(HttpMethod.POST, port, "127.0.0.1", "/v1/ask")
        .compose(request -> request.putHeader("content-type", "application/json")
            .putHeader("accept", "text/event-stream").send(BODY))
        .onSuccess(stream::take).onFailure(stream.done::fail));
    return stream.done.future();
  }

  private void take(HttpClientResponse response) {
    response.handler(this::count).exceptionHandler(done::tryFail).endHandler(_ -> {
      if (seen == words) {
        done.tryComplete(new Times((first - start) / 1e6, (last - start) / 1e6, gap / 1e6));
      } else {
        done.tryFail(seen + " of " + words + " words came, and then: " + rest);
      }
    });
  }

  private void count(Buffer part) {
    var now = System.nanoTime();
    var text = rest + part.toString();
    var at = 0;
    for (var end = after(text, at); end >= 0; end = after(text, at)) {
      at = end;
      if (seen == 0) {
        first = now;
      } else {
        gap = Math.max(gap, now - last);
      }
      last = now;
      seen++;
    }
    rest = text.substring(Math.max(at, text.length() - 200));
  }

  /** Where the next word ends, with or without a space behind it; -1 where it is not there yet. */
  private int after(String text, int from) {
    var word = "\"w" + seen;
    var at = text.indexOf(word, from);
    var end = at + word.length();
    return at < 0 || end >= text.length() || Character.isDigit(text.charAt(end)) ? -1 : end;
  }
}
