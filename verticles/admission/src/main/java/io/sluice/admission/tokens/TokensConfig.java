package io.sluice.admission.tokens;

import io.sluice.message.Admission.Right;
import io.sluice.strictjson.Check;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;

/**
 * Whose tokens are believed.
 *
 * @param issuer empty for nobody's
 * @param audience that a token must be meant for
 * @param jwksUrl where the issuer's keys are published
 * @param tenantClaim names the tenant; empty where all belong to the default one
 * @param principalsClaim names the groups of the asker; empty for none
 * @param rightsClaim says what it may
 * @param rights of a token that does not say
 */
public record TokensConfig(String issuer, String audience, String jwksUrl, String tenantClaim,
    String principalsClaim, String rightsClaim, List<Right> rights) {
  private static final int LONGEST = 2000;

  public TokensConfig {
    issuer = orNothing("issuer", issuer);
    audience = orNothing("audience", audience);
    jwksUrl = orNothing("jwks-url", jwksUrl);
    tenantClaim = orNothing("tenant-claim", tenantClaim);
    principalsClaim = orNothing("principals-claim", principalsClaim);
    rightsClaim = orNothing("rights-claim", rightsClaim);
    rights = List.copyOf(Check.required("rights", rights));
    if (!issuer.isEmpty()) {
      Check.text("audience", audience, LONGEST);
      Check.text("jwks-url", jwksUrl, LONGEST);
      url(jwksUrl);
    }
  }

  public boolean isUsed() {
    return !issuer.isEmpty();
  }

  URL url() {
    return url(jwksUrl);
  }

  private static URL url(String text) {
    try {
      var uri = URI.create(text);
      if ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) {
        return uri.toURL();
      }
    } catch (IllegalArgumentException | MalformedURLException e) {
      // is told below
    }
    throw new Check.Violation("jwks-url",
        "must be an address that begins with https:// or http://");
  }

  private static String orNothing(String field, String text) {
    return text == null ? "" : Check.atMost(field, text, LONGEST);
  }
}
