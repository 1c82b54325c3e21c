package io.sluice.tracing;

import io.sluice.endpoint.Address;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where spans go, and which.
 *
 * @param endpoint what a collector's calls are below, as {@code http://localhost:4318}, by HTTP; empty to
 *        have no traces
 * @param headers what the collector is told with each call, as {@code name=value} with commas between,
 *        where a value may have percent escapes. They are in no log and no message
 * @param serviceName what the gateway is called there
 * @param share how many of the traces that begin here are noted, from 0 to 1; what comes with a trace is
 *        noted where its sender does
 * @param content whether words of people and models are noted
 */
public record TracingConfig(String endpoint, String headers, String serviceName, double share,
    Content content) {
  private static final int LONGEST = 4000;

  public TracingConfig {
    Address.below("endpoint", endpoint, "http://localhost:4318");
    Check.atMost("headers", Check.required("headers", headers), LONGEST);
    parsed(headers);
    Check.text("service-name", serviceName, 200);
    Check.range("share", share, 0, 1);
    Check.required("content", content);
  }

  /** Whether words are noted. */
  public enum Content {
    /** Only how it went. */
    NONE,
    /** Without personal data, as far as it is known by its form. */
    MASKED
  }

  boolean isOff() {
    return endpoint.isEmpty();
  }

  /** Where spans are sent. */
  String address() {
    return endpoint.replaceAll("/{1,9}$", "") + "/v1/traces";
  }

  Map<String, String> headersByName() {
    return parsed(headers);
  }

  private static Map<String, String> parsed(String headers) {
    var all = new LinkedHashMap<String, String>();
    for (var header : headers.split(",", -1)) {
      var equals = header.indexOf('=');
      var name = equals < 0 ? "" : header.substring(0, equals).strip();
      if (name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}")) {
        all.put(name, decoded(header.substring(equals + 1).strip()));
      } else if (!header.isBlank()) {
        throw unlike();
      }
    }
    return all;
  }

  /** A plus is a plus. */
  private static String decoded(String value) {
    try {
      var decoded = URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (decoded.chars().allMatch(c -> c >= ' ' && c <= '~')) {
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // is told below, without the value
    }
    throw unlike();
  }

  private static Violation unlike() {
    return new Violation("headers", "must be as name=value,other=value");
  }

  /** Without the headers. */
  @Override
  public String toString() {
    return "TracingConfig[endpoint=" + endpoint + ", share=" + share + ", content=" + content + "]";
  }
}
