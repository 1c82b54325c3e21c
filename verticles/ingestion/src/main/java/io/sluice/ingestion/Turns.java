package io.sluice.ingestion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Lets virtual threads of one context do something one after the other. */
final class Turns {
  private final Map<String, Future<Void>> last = new HashMap<>();

  interface Task<T> {
    T run() throws IOException;
  }

  /** Runs the task after all that came before it for the same name. */
  <T> T take(String name, Task<T> task) throws IOException {
    var mine = Promise.<Void>promise();
    var before = last.put(name, mine.future());
    try {
      if (before != null) {
        before.await();
      }
      return task.run();
    } finally {
      mine.complete();
      last.remove(name, mine.future());
    }
  }
}
