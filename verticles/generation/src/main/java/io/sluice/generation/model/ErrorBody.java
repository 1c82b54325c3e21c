package io.sluice.generation.model;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;

/** What a server says of a failure, of which the beginning is enough. */
final class ErrorBody {
  private static final int MOST = 64 * 1024;

  private final HttpClientResponse response;
  private final Buffer head = Buffer.buffer();

  ErrorBody(HttpClientResponse response) {
    this.response = response;
  }

  /** Hands it over once it is whole, or long enough; the connection is to be closed then. */
  void read(Consumer<byte[]> whole) {
    response.endHandler(_ -> whole.accept(head.getBytes()));
    response.handler(part -> {
      head.appendBuffer(part);
      if (head.length() > MOST) {
        whole.accept(head.getBytes());
      }
    });
  }
}
