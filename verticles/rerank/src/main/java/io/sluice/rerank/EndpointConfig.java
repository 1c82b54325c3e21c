package io.sluice.rerank;

import io.sluice.endpoint.Address;
import io.sluice.endpoint.ApiKey;
import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * A server that scores passages.
 *
 * @param url the whole address, as {@code http://host:8080/rerank}; empty for none
 * @param shape how it is asked and how it answers
 * @param model what the server calls its model; a server that has one only, as TEI, needs no name
 * @param apiKey empty for none. It is in no log and no message
 * @param timeout for one request
 * @param maxTexts in one request; where there are more, several are sent
 */
public record EndpointConfig(String url, Shape shape, String model, String apiKey,
    Duration timeout, int maxTexts) {
  private static final int LONGEST = 2000;

  public EndpointConfig {
    Address.at("url", url, "http://host:8080/rerank");
    Check.required("shape", shape);
    Check.atMost("model", Check.required("model", model), LONGEST);
    ApiKey.check("api-key", apiKey);
    Check.positive("timeout", timeout);
    Check.range("max-texts", maxTexts, 1, 10_000);
    if (!url.isEmpty() && shape.namesModel()) {
      Check.text("model", model, LONGEST);
    }
  }

  /** No server. */
  public static EndpointConfig none() {
    return new EndpointConfig("", Shape.COHERE, "", "", Duration.ofSeconds(5), 100);
  }

  boolean isUsed() {
    return !url.isEmpty();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "EndpointConfig[url=" + url + ", shape=" + shape + ", model=" + model + "]";
  }
}
