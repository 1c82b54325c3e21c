package io.sluice.http;

import io.sluice.strictjson.Check;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * What the gateway shows for itself to who connects.
 *
 * @param cert the file of the certificate and of those that vouch for it, in PEM; empty to do without TLS
 * @param key the file of its private key, in PEM
 */
public record TlsConfig(String cert, String key) {
  public static final TlsConfig NONE = new TlsConfig("", "");
  private static final int LONGEST = 4096;

  public TlsConfig {
    cert = cert == null ? "" : Check.atMost("cert", cert, LONGEST);
    key = key == null ? "" : Check.atMost("key", key, LONGEST);
    if (cert.isEmpty() != key.isEmpty()) {
      throw new Check.Violation(cert.isEmpty() ? "cert" : "key", "is required with the other one");
    }
  }

  public boolean isUsed() {
    return !cert.isEmpty();
  }

  PemKeyCertOptions files() {
    return new PemKeyCertOptions().setCertPath(cert).setKeyPath(key);
  }
}
