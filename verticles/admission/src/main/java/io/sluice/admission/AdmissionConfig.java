package io.sluice.admission;

import io.sluice.admission.limits.Quota;
import io.sluice.admission.tokens.TokensConfig;
import io.sluice.strictjson.Check;
import java.nio.file.Path;

/**
 * Who may ask, and how much.
 *
 * @param path the folder that keys are kept in
 * @param openToNetwork whether the gateway may be open, though others than this machine reach it
 * @param addressRequestsPerMinute from one address, whoever asks; 0 for any number
 */
public record AdmissionConfig(Path path, Keys keys, boolean openToNetwork, int requestsPerMinute,
    int burst, int tokensPerMinute, double usdPerDay, int addressRequestsPerMinute,
    TokensConfig jwt) {

  public AdmissionConfig {
    Check.path("path", path);
    Check.required("keys", keys);
    new Quota(requestsPerMinute, burst, tokensPerMinute, usdPerDay);
    Check.range("address-requests-per-minute", addressRequestsPerMinute, 0, 60_000_000);
    Check.required("jwt", jwt);
  }

  /** Whether a key is wanted. */
  public enum Keys {
    /** Everybody may do everything. */
    OPEN,
    /** Whoever shows none may look at the pages, and whether the gateway is there. */
    REQUIRED
  }

  /** What one may have of whom nothing else is said. */
  Quota quota() {
    return new Quota(requestsPerMinute, burst, tokensPerMinute, usdPerDay);
  }

  Quota addressQuota() {
    return new Quota(addressRequestsPerMinute, 0, 0, 0);
  }

  boolean isOpen() {
    return keys == Keys.OPEN;
  }
}
