package io.sluice.cache;

import io.sluice.message.Caching.Basis;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** How something that is remembered is written for other nodes, and read again. */
interface Form<V> {

  Buffer write(V value);

  /** Nothing where a node has written it that writes otherwise. */
  Optional<V> read(Buffer bytes);

  /** The passages it is made from. */
  List<Basis> basis(V value);
}
