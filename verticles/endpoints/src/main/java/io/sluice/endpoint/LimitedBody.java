package io.sluice.endpoint;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;

/** A response's body, which may not be larger than is sensible. */
public final class LimitedBody {
  private final HttpClientRequest request;
  private final HttpClientResponse response;
  private final long most;
  private final Buffer whole = Buffer.buffer();
  private final Promise<Buffer> read = Promise.promise();

  public LimitedBody(HttpClientRequest request, HttpClientResponse response, long most) {
    this.request = request;
    this.response = response;
    this.most = most;
  }

  public Future<Buffer> read() {
    response.exceptionHandler(read::tryFail);
    response.endHandler(_ -> read.tryComplete(whole));
    response.handler(part -> {
      if (whole.length() + (long) part.length() <= most) {
        whole.appendBuffer(part);
      } else if (read.tryFail(new IOException("more than " + most + " bytes were sent"))) {
        request.reset();
      }
    });
    return read.future();
  }
}
