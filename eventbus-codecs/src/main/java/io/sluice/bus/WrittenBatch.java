package io.sluice.bus;

import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A batch of events as bytes, for those who write it down: the same that go from node to node. */
public final class WrittenBatch {

  private WrittenBatch() {}

  public static Buffer write(Batch batch) {
    return Wire.encode(batch);
  }

  /** Null where that is no batch, or one of a version that is not known here. */
  public static @Nullable Batch read(Buffer bytes) {
    return Wire.decode(bytes) instanceof Batch batch ? batch : null;
  }
}
