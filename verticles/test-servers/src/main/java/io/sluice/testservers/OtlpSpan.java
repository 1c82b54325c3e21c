package io.sluice.testservers;

import java.util.Map;

/**
 * A span as a collector gets it.
 *
 * @param parentId empty where it has none
 * @param kind 1 internal, 2 server, 3 client
 * @param attributes texts, longs, doubles, booleans and lists of them
 * @param error whether its status says so
 * @param resource the attributes of who sent it
 * @param schema of the names
 */
public record OtlpSpan(String traceId, String spanId, String parentId, String state, String name,
    long kind, Map<String, Object> attributes, boolean error, String message,
    Map<String, Object> resource, String schema) {

  /** As W3C writes its place. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-01";
  }

  public Object get(String key) {
    var value = attributes.get(key);
    if (value == null) {
      throw new AssertionError("no " + key + " in " + this);
    }
    return value;
  }
}
