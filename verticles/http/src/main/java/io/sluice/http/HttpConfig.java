package io.sluice.http;

import io.sluice.strictjson.Check;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the gateway is reached.
 *
 * @param port 0 for any that is free
 * @param proxies how many stand before this gateway that each add to X-Forwarded-For
 * @param maxConnections at once; more are told to come back later
 * @param maxBodyBytes the largest JSON body
 * @param maxUploadBytes the largest document
 * @param deadline how long a question may take where the asker does not say
 * @param idleTimeout how long a client may be silent that has something to send or to read
 * @param webroot the folder of the web UI
 * @param webhookSecret what webhooks are signed with; empty where none are served
 * @param tls what it shows for itself
 * @param bridges the doors for other languages
 */
public record HttpConfig(String host, int port, int proxies, int maxConnections, int maxBodyBytes,
    int maxUploadBytes,
    Duration deadline, Duration idleTimeout, Path webroot, String webhookSecret,
    BridgesConfig bridges, TlsConfig tls) {

  public HttpConfig {
    Check.text("host", host, 255);
    Check.range("port", port, 0, 65_535);
    Check.range("proxies", proxies, 0, 10);
    Check.range("max-connections", maxConnections, 1, 1_000_000);
    Check.range("max-body-bytes", maxBodyBytes, 1024, 64 << 20);
    Check.range("max-upload-bytes", maxUploadBytes, 1024, 1 << 30);
    Check.positive("deadline", deadline);
    Check.positive("idle-timeout", idleTimeout);
    Check.path("webroot", webroot);
    webhookSecret = webhookSecret == null
        ? ""
        : Check.atMost("webhook-secret", webhookSecret, 1000);
    Check.required("bridges", bridges);
    Check.required("tls", tls);
  }

  /** Without the secret: configurations are looked at where things go wrong. */
  @Override
  public String toString() {
    return "HttpConfig[" + host + ":" + port + "]";
  }
}
