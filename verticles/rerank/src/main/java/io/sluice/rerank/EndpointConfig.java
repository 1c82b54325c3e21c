package io.sluice.rerank;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URI;
import java.net.URISyntaxException;
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
    Check.atMost("url", Check.required("url", url), LONGEST);
    Check.required("shape", shape);
    Check.atMost("model", Check.required("model", model), LONGEST);
    Check.atMost("api-key", Check.required("api-key", apiKey), LONGEST);
    Check.positive("timeout", timeout);
    Check.range("max-texts", maxTexts, 1, 10_000);
    if (!url.isEmpty()) {
      checkAddress(url);
      if (shape.namesModel()) {
        Check.text("model", model, LONGEST);
      }
    }
    if (apiKey.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
      throw new Violation("api-key", "must have visible ASCII characters only");
    }
  }

  /** No server. */
  public static EndpointConfig none() {
    return new EndpointConfig("", Shape.COHERE, "", "", Duration.ofSeconds(5), 100);
  }

  private static void checkAddress(String url) {
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme());
      if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
          || uri.getHost() == null || uri.getRawFragment() != null) {
        throw new Violation("url", "must be an address such as http://host:8080/rerank");
      }
      if (uri.getRawUserInfo() != null) {
        throw new Violation("url", "must not have a name or password; there is api-key");
      }
    } catch (URISyntaxException e) {
      throw new Violation("url", "must be an address such as http://host:8080/rerank");
    }
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
