package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Answering;
import io.sluice.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A door that closes. */
@Timeout(60)
class LastWordsIT {
  /** More than those get who only watch. */
  private static final long LONG_S = 5;
  @TempDir
  Path folder = Path.of("");

  @Test
  void whoHasAskedIsAnsweredAndThenWhoOnlyWatchesIsLetGo() throws Exception {
    var parts = EnumSet.allOf(TestActors.Part.class);
    parts.remove(TestActors.Part.ANSWER);
    try (var gateway = Gateway.openPatient(folder, parts); var watcher = gateway.raw()) {
      var asked = new CompletableFuture<Void>();
      var answer = Promise.<Reply<Answering.SearchResult>>promise();
      done(gateway.bus.serve(Answering.SEARCH, (search, call) -> {
        asked.complete(null);
        return answer.future();
      }));
      watcher.send(ConnectionsIT.UPGRADE);
      assertTrue(watcher.head().startsWith("HTTP/1.1 101"));
      var answered = gateway.client().sendAsync(gateway.request("/v1/search")
          .POST(BodyPublishers.ofString("{\"query\": \"leave\"}")).build(),
          BodyHandlers.ofString());
      Gateway.get(asked);

      var closed = Future.all(gateway.vertx.deploymentIDs().stream()
          .map(gateway.vertx::undeploy).toList());
      done(gateway.vertx.timer(LONG_S, TimeUnit.SECONDS));
      assertThrows(ConnectException.class, gateway::raw);
      assertFalse(closed.isComplete());
      answer.complete(Reply.of(Samples.SEARCH_RESULT));

      assertEquals(200, Gateway.get(answered).statusCode());
      watcher.rest();
      done(closed);
    }
  }

  private static void done(Future<?> future) throws Exception {
    var _ = Gateway.get(future.toCompletionStage().toCompletableFuture());
  }
}
