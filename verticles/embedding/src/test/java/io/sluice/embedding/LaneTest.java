package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final List<String> begun = new ArrayList<>();

  @Test
  void theOthersWaitForTheirTurn() {
    var lane = new Lane(1);
    var first = Promise.<String>promise();
    lane.run(() -> begin("first", first.future()));
    var second = lane.run(() -> begin("second", Future.succeededFuture("done")));
    assertEquals(List.of("first"), begun);
    first.complete("done");
    assertEquals("done", second.result());
  }

  @Test
  void aCallThatFailsOrThrowsMakesWay() {
    var lane = new Lane(1);
    assertTrue(lane.run(() -> Future.failedFuture("failed")).failed());
    assertTrue(lane.run(() -> {
      throw new IllegalStateException("thrown");
    }).failed());
    assertEquals("done", lane.run(() -> Future.succeededFuture("done")).result());
  }

  @Test
  void manyCallsThatAreOverAtOnceDoNotGoDeep() {
    var lane = new Lane(1);
    var first = Promise.<String>promise();
    lane.run(first::future);
    Future<String> last = Future.succeededFuture("");
    for (var i = 0; i < 100_000; i++) {
      last = lane.run(() -> Future.succeededFuture("done"));
    }
    first.complete("done");
    assertEquals("done", last.result());
  }

  private Future<String> begin(String name, Future<String> call) {
    begun.add(name);
    return call;
  }
}
