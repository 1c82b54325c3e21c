package io.sluice.admission.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.sluice.message.Admission.Right;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tokens. A signature is looked at on a worker, and by then its issuer's keys may have to be fetched;
 * what was found is believed for some minutes, but never longer than the token says.
 */
public final class Tokens {
  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
  private static final Duration BELIEVED_FOR = Duration.ofMinutes(5);
  private static final int MOST_BELIEVED = 10_000;
  private static final int LONGEST = 16 << 10;
  private static final int FETCH_MS = 3000;
  private static final int MOST_BYTES = 1 << 20;
  private static final long OUTAGE_MS = Duration.ofHours(4).toMillis();
  /** None whose key is a secret that both sides know, and never none at all. */
  private static final Set<JWSAlgorithm> SIGNED_BY = Set.of(JWSAlgorithm.RS256,
      JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
      JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

  private final Vertx vertx;
  private final TokensConfig config;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Bearer> believed = Caffeine.newBuilder().maximumSize(MOST_BELIEVED)
      .expireAfterWrite(BELIEVED_FOR).build();

  /** Nothing is fetched yet. */
  public Tokens(Vertx vertx, TokensConfig config, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.clock = clock;
    var keys = JWKSourceBuilder
        .create(config.url(), new DefaultResourceRetriever(FETCH_MS, FETCH_MS, MOST_BYTES))
        .retrying(true).outageTolerant(OUTAGE_MS).build();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT,
        new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNED_BY, keys));
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(config.audience(),
        new JWTClaimsSet.Builder().issuer(config.issuer()).build(), Set.of("sub", "exp")));
  }

  /** Whether it may be a token, also where it is none to be believed. */
  public static boolean isMeant(String text) {
    return text.length() <= LONGEST && text.chars().filter(c -> c == '.').count() == 2;
  }

  /** Who has this token; refused where it is not to be believed. */
  public Future<Reply<Bearer>> read(String token) {
    var known = believed.getIfPresent(token);
    if (known != null && clock.instant().isBefore(known.until())) {
      return Future.succeededFuture(Reply.of(known));
    }
    return vertx.executeBlocking(() -> verified(token), false).map(Objects::requireNonNull)
        .onSuccess(reply -> {
          if (reply instanceof Answered<Bearer>(Bearer bearer)) {
            believed.put(token, bearer);
          }
        });
  }

  private Reply<Bearer> verified(String token) {
    try {
      return bearer(processor.process(token, null));
    } catch (KeySourceException e) {
      LOG.warn("the keys of the issuer cannot be fetched url={}: {}", config.jwksUrl(),
          e.getMessage());
      return Reply.refused(new Unavailable("issuer",
          "the keys that tokens are signed with cannot be fetched"));
    } catch (BadJOSEException | JOSEException | ParseException e) {
      LOG.debug("a token is not believed: {}", e.getMessage());
      return Reply.refused(new Unauthenticated("the token is not valid: " + flaw(e)));
    }
  }

  /** Without what the token holds. */
  private static String flaw(Exception e) {
    var message = String.valueOf(e.getMessage());
    if (message.startsWith("Expired")) {
      return "it has expired";
    }
    return message.contains("claim") || message.contains("audience")
        ? "its issuer, audience or times are not those wanted"
        : "its signature does not fit";
  }

  private Reply<Bearer> bearer(JWTClaimsSet claims) throws ParseException {
    var tenant = config.tenantClaim().isEmpty()
        ? CallInfo.DEFAULT_TENANT
        : claims.getStringClaim(config.tenantClaim());
    if (tenant == null || tenant.isBlank()) {
      return Reply.refused(
          new Unauthenticated("the token does not say a tenant (" + config.tenantClaim() + ")"));
    }
    var principals = new ArrayList<>(List.of("user:" + claims.getSubject()));
    texts(claims, config.principalsClaim()).map(group -> "group:" + group)
        .forEach(principals::add);
    return Reply.of(new Bearer(claims.getSubject(), tenant, principals, rights(claims),
        claims.getExpirationTime().toInstant()));
  }

  private Set<Right> rights(JWTClaimsSet claims) {
    var said = texts(claims, config.rightsClaim())
        .flatMap(text -> Arrays.stream(text.split(" ")))
        .map(Tokens::right).filter(Objects::nonNull).collect(Collectors.toSet());
    return said.isEmpty() ? Set.copyOf(config.rights()) : Set.copyOf(said);
  }

  private static @Nullable Right right(String name) {
    return EnumSet.allOf(Right.class).stream()
        .filter(right -> name.equals(right.name().toLowerCase(Locale.ROOT))
            || name.equals("sluice:" + right.name().toLowerCase(Locale.ROOT)))
        .findFirst().orElse(null);
  }

  /** A claim may be one text or a list of them. */
  private static Stream<String> texts(JWTClaimsSet claims, String claim) {
    return switch (claim.isEmpty() ? null : claims.getClaim(claim)) {
      case String text -> Stream.of(text);
      case List<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast);
      case null, default -> Stream.empty();
    };
  }
}
