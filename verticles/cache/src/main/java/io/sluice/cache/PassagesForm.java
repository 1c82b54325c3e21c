package io.sluice.cache;

import io.sluice.bus.Wire;
import io.sluice.message.Caching.Basis;
import io.sluice.message.Hit;
import io.sluice.message.Retrieval.PassagesFound;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** What was found, as it travels between nodes. */
final class PassagesForm implements Form<PassagesFound> {

  @Override
  public Buffer write(PassagesFound found) {
    return Wire.encode(found);
  }

  @Override
  public Optional<PassagesFound> read(Buffer bytes) {
    return Wire.decode(bytes) instanceof PassagesFound found
        ? Optional.of(found)
        : Optional.empty();
  }

  @Override
  public List<Basis> basis(PassagesFound found) {
    return found.hits().stream().map(Hit::passage)
        .map(passage -> new Basis(passage.document(), passage.hash())).toList();
  }
}
