package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailingModelTest {
  private static final int CALLS = 200;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .build();

  @AfterEach
  void stop() throws Exception {
    client.close();
    Wait.until(vertx.close());
  }

  @Test
  void threeOfTenCallsFailByTurnsInEitherWay() throws Exception {
    var model = FailingModel.serve(vertx);
    var ends = new TreeMap<Integer, Integer>();
    for (var call = 0; call < CALLS; call++) {
      ends.merge(call(model.port()), 1, Integer::sum);
    }

    assertEquals(CALLS, model.calls());
    var failed = CALLS - ends.getOrDefault(200, 0);
    assertTrue(failed > 0.2 * CALLS && failed < 0.4 * CALLS, ends::toString);
    assertTrue(ends.getOrDefault(500, 0) >= failed / 2 - 1, ends::toString);
    assertTrue(ends.getOrDefault(0, 0) >= failed / 2 - 1, ends::toString);
  }

  private int call(int port) throws InterruptedException {
    try {
      return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1"))
          .POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }
}
