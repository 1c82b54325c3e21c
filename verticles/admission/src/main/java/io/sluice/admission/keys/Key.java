package io.sluice.admission.keys;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.message.Admission.Right;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key, as the gateway knows it: without its secret.
 *
 * @param name what it is called by people
 * @param hash of its secret
 * @param former the hash of the secret before it, as long as that still opens
 * @param limits of its own; null for those of all
 * @param expiresAt null for never
 * @param revokedAt null where it has not been
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Key(String id, String name, String hash, @Nullable Former former, String tenant,
    List<String> principals, Set<Right> rights, KeyLimits limits, Instant createdAt,
    @Nullable Instant expiresAt, @Nullable Instant revokedAt) {

  public Key {
    requireNonNull(id, "id");
    requireNonNull(hash, "hash");
    requireNonNull(tenant, "tenant");
    requireNonNull(createdAt, "createdAt");
    principals = List.copyOf(principals);
    rights = Set.copyOf(rights);
    requireNonNull(limits, "limits");
  }

  /** The secret before the present one. */
  public record Former(String hash, Instant until) {}

  /** What of its limits is its own; null for those of all. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KeyLimits(@Nullable Integer requestsPerMinute, @Nullable Integer burst,
      @Nullable Integer tokensPerMinute, @Nullable Double usdPerDay) {
    public static final KeyLimits NONE = new KeyLimits(null, null, null, null);
  }

  boolean isOpenedBy(Secret secret, Instant now) {
    var fits = secret.fits(hash);
    var fitted = former != null && secret.fits(former.hash()) && now.isBefore(former.until());
    return fits || fitted;
  }

  /** In a word; null where nothing is wrong with it. */
  @JsonIgnore
  public @Nullable String flaw(Instant now) {
    if (revokedAt != null) {
      return "revoked";
    }
    return expiresAt != null && !now.isBefore(expiresAt) ? "expired" : null;
  }

  Key rotated(Secret next, @Nullable Former before) {
    return new Key(id, name, next.hash(), before, tenant, principals, rights, limits, createdAt,
        expiresAt, revokedAt);
  }

  Key revoked(Instant when) {
    return new Key(id, name, hash, null, tenant, principals, rights, limits, createdAt, expiresAt,
        revokedAt == null ? when : revokedAt);
  }
}
