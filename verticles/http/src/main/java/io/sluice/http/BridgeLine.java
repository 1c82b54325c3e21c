package io.sluice.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** The connection below a bridge. */
interface BridgeLine {

  /** Completes when the frame has left. */
  Future<Void> write(Buffer frame);

  /** Says whether it is now the gateway that has to speak, so that a silent client is no idle one. */
  void working(boolean works);

  void close();
}
