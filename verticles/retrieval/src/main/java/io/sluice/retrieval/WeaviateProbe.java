package io.sluice.retrieval;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Asks whether a Weaviate is there, and ready. The client is not to find that out: where it cannot connect it
 * keeps the threads that it began.
 */
final class WeaviateProbe {

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int SERVERS_FAULT = 500;

  private WeaviateProbe() {}

  /** Fails with what is to be hoped for where it is not. Blocks. */
  static void check(WeaviateConfig config) throws IOException {
    var status = status(config);
    if (status >= SERVERS_FAULT) {
      throw WeaviateFailure.away("it says that it is not ready (" + status + ")");
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw WeaviateFailure
          .unavailable("whether it is ready is answered with " + status + ", not with 200");
    }
  }

  private static int status(WeaviateConfig config) throws IOException {
    var millis = (int) Math.min(config.timeout().toMillis(), LONGEST.toMillis());
    var asking = (HttpURLConnection) URI
        .create(config.url().replaceAll("/$", "") + "/v1/.well-known/ready").toURL()
        .openConnection();
    asking.setConnectTimeout(millis);
    asking.setReadTimeout(millis);
    asking.setInstanceFollowRedirects(false);
    if (!config.apiKey().isEmpty()) {
      asking.setRequestProperty("Authorization", "Bearer " + config.apiKey());
    }
    try {
      return asking.getResponseCode();
    } catch (UnknownHostException e) {
      throw WeaviateFailure.away("there is no host " + config.rest().host(), e);
    } catch (IOException e) {
      throw WeaviateFailure.away(String.valueOf(e.getMessage()), e);
    } finally {
      asking.disconnect();
    }
  }
}
