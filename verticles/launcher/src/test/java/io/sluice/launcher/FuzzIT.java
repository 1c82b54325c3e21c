package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.HttpConnection;
import io.sluice.fuzzing.OpenApi;
import io.sluice.fuzzing.Requests;
import io.sluice.fuzzing.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests as the API describes them, or nearly, before the real actors of a whole gateway. */
@Timeout(600)
class FuzzIT {
  private static final int AT_ONCE = 4;
  /** A busy machine may need longer than a request wants to wait; that is no failure. */
  private static final List<Integer> TOO_BUSY = List.of(503, 504);

  @TempDir
  Path folder = Path.of("");

  @Test
  void whatIsDescribedIsAnsweredByAWholeGatewayAsItIsDescribed() throws Exception {
    try (var gateway = RunningGateway.start(folder)) {
      var api = OpenApi.parse(gateway.send(gateway.request("/openapi.yaml").GET().build()).body());
      var documents = gateway.get("/v1/documents").path("documents").findValuesAsText("id");
      assertFalse(documents.isEmpty());
      var requests = new Requests(api, Map.of("model", List.of("sluice", "sluice/default"),
          "collection", List.of("default"), "/v1/documents id", documents, "/v1/documents n",
          List.of("1", "2"), "/v1/models id", List.of("sluice")), body -> "");
      var port = URI.create(gateway.url()).getPort();
      Fuzz.each(Suite.WHOLE_GATEWAY, AT_ONCE, () -> new HttpConnection(port),
          (connection, random) -> {
            var request = requests.next(random);
            var answer = connection.send(request.bytes());
            var misfits = new ArrayList<>(requests.misfits(request, answer));
            misfits.remove(Requests.REFUSED);
            if (TOO_BUSY.contains(answer.status())) {
              misfits.remove(Requests.FAILED);
            }
            assertEquals(List.of(), misfits, () -> request + "\n-> " + answer);
          });
      assertTrue(gateway.ask("휴가는 며칠인가요?").has("answer"));
      assertFalse(gateway.log().contains(" ERROR "), gateway.log());
    }
  }
}
