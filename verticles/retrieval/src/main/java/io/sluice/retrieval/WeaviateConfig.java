package io.sluice.retrieval;

import io.sluice.strictjson.Check;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the corpus is kept on a Weaviate server.
 *
 * @param url of its REST API; empty to keep the corpus in this process
 * @param grpc host and port of its gRPC API; empty for port 50051 of the same host
 * @param apiKey empty where it wants none
 * @param prefix what the names of its collections begin with; gateways that have it in common share
 *     a corpus
 * @param consistency how many replicas have to have taken a write
 * @param timeout of one request to it
 */
public record WeaviateConfig(String url, String grpc, String apiKey, String prefix,
    Consistency consistency, Duration timeout) {

  private static final Pattern URL = Pattern
      .compile("(https?)://([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?/?");
  private static final Pattern ADDRESS = Pattern
      .compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}");
  private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Za-z0-9]{0,49}");
  private static final int GRPC_PORT = 50_051;

  /** How many replicas are meant. */
  public enum Consistency {
    ONE,
    QUORUM,
    ALL
  }

  /** A host and its port. */
  record Address(String host, int port) {

    static Address of(String text) {
      var colon = text.lastIndexOf(':');
      return new Address(text.substring(0, colon), Integer.parseInt(text, colon + 1,
          text.length(), 10));
    }
  }

  public WeaviateConfig {
    url = orEmpty(url);
    grpc = orEmpty(grpc);
    apiKey = orEmpty(apiKey);
    if (!url.isEmpty() && !URL.matcher(url).matches()) {
      throw new Check.Violation("url", "must be as http://host:8080, without a path");
    }
    if (!grpc.isEmpty() && !ADDRESS.matcher(grpc).matches()) {
      throw new Check.Violation("grpc", "must be as host:50051");
    }
    if (!PREFIX.matcher(Check.required("prefix", prefix)).matches()) {
      throw new Check.Violation("prefix",
          "must begin with a capital and have up to 50 letters and digits");
    }
    Check.required("consistency", consistency);
    Check.positive("timeout", timeout);
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new Check.Violation("timeout", "must be 1s or more");
    }
  }

  /** The corpus is kept in this process. */
  public static WeaviateConfig off() {
    return at("", "");
  }

  /** As shipped, on this server. */
  public static WeaviateConfig at(String url, String grpc) {
    return new WeaviateConfig(url, grpc, "", "Sluice", Consistency.ALL, Duration.ofSeconds(30));
  }

  public boolean isOff() {
    return url.isEmpty();
  }

  boolean isEncrypted() {
    return url.startsWith("https:");
  }

  Address rest() {
    var parsed = URI.create(url);
    var port = parsed.getPort();
    return new Address(parsed.getHost(), port >= 0 ? port : isEncrypted() ? 443 : 80);
  }

  Address rpc() {
    return grpc.isEmpty() ? new Address(rest().host(), GRPC_PORT) : Address.of(grpc);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "WeaviateConfig[url=" + url + ", grpc=" + grpc + ", prefix=" + prefix + ", consistency="
        + consistency + ", timeout=" + timeout + "]";
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
