package io.sluice.endpoint;

import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a server is, as the configuration says it. */
public final class Address {
  private static final int LONGEST = 2000;

  private Address() {}

  /**
   * The address that a server's calls are below; empty where there is no server.
   *
   * @param example what a right one looks like
   */
  public static String below(String field, String url, String example) {
    if (!at(field, url, example).isEmpty() && URI.create(url).getRawQuery() != null) {
      throw unlike(field, example);
    }
    return url;
  }

  /** The address of a call itself; empty where there is no server. */
  public static String at(String field, String url, String example) {
    Check.atMost(field, Check.required(field, url), LONGEST);
    if (url.isEmpty()) {
      return url;
    }
    try {
      var uri = new URI(url);
      var scheme = String.valueOf(uri.getScheme());
      if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
          || uri.getHost() == null || uri.getRawFragment() != null) {
        throw unlike(field, example);
      }
      if (uri.getRawUserInfo() != null) {
        throw new Violation(field, "must not have a name or password; there is api-key");
      }
      return url;
    } catch (URISyntaxException e) {
      throw unlike(field, example);
    }
  }

  private static Violation unlike(String field, String example) {
    return new Violation(field, "must be an address such as " + example);
  }
}
