package io.sluice.admission.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.message.Admission.Right;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Unauthenticated;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of an issuer whose keys are served by HTTP. */
@Timeout(120)
class TokensIT {
  private static final String ISSUER = "https://login.example.org/";
  private static final String AUDIENCE = "sluice";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger fetched = new AtomicInteger();
  @SuppressWarnings("NullAway.Init")
  private volatile RSAKey key;
  @SuppressWarnings("NullAway.Init")
  private HttpServer server;
  @SuppressWarnings("NullAway.Init")
  private Tokens tokens;

  @BeforeEach
  void open() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    server = vertx.createHttpServer().requestHandler(request -> {
      fetched.incrementAndGet();
      request.response().end(new JWKSet(key.toPublicJWK()).toString());
    }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    tokens = new Tokens(vertx, config("", "groups", "scope"), Clock.systemUTC());
  }

  private TokensConfig config(String tenantClaim, String principalsClaim, String rightsClaim) {
    return new TokensConfig(ISSUER, AUDIENCE,
        "http://127.0.0.1:" + server.actualPort() + "/keys", tenantClaim, principalsClaim,
        rightsClaim, List.of(Right.ASK));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE).subject("anna")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private String token(UnaryOperator<JWTClaimsSet.Builder> more) throws Exception {
    return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID())
        .type(JOSEObjectType.JWT).build(), more.apply(claims()).build(), new RSASSASigner(key));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private Bearer bearer(String token) throws Exception {
    return ((Answered<Bearer>) read(token)).value();
  }

  private Reply<Bearer> read(String token) throws Exception {
    return tokens.read(token).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private <R extends Refusal> R refusal(Class<R> type, String token) throws Exception {
    return assertInstanceOf(type, assertInstanceOf(Refused.class, read(token)).refusal());
  }

  @Test
  void aTokenSaysWhoItIs() throws Exception {
    var bearer = bearer(token(claims -> claims.claim("groups", List.of("hr", "개발"))));
    assertEquals("anna", bearer.subject());
    assertEquals("default", bearer.tenant());
    assertEquals(List.of("user:anna", "group:hr", "group:개발"), bearer.principals());
    assertEquals(Set.of(Right.ASK), bearer.rights());
  }

  @Test
  void itsScopesAreItsRights() throws Exception {
    assertEquals(Set.of(Right.ADMIN, Right.INGEST),
        bearer(token(claims -> claims.claim("scope", "openid admin sluice:ingest"))).rights());
    assertEquals(Set.of(Right.ASK),
        bearer(token(claims -> claims.claim("scope", "openid profile"))).rights());
  }

  @Test
  void whereTenantsAreTokensMustSayTheirs() throws Exception {
    tokens = new Tokens(vertx, config("org", "groups", "scope"), Clock.systemUTC());
    assertEquals("acme", bearer(token(claims -> claims.claim("org", "acme"))).tenant());
    refusal(Unauthenticated.class, token(claims -> claims));
  }

  @Test
  void whatIsNotSignedByTheIssuerIsNotBelieved() throws Exception {
    var other = new RSAKeyGenerator(2048).keyID("one").generate();
    refusal(Unauthenticated.class, signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one")
        .build(), claims().build(), new RSASSASigner(other)));
    refusal(Unauthenticated.class, new PlainJWT(claims().build()).serialize());
    // The public key taken for a secret that both know.
    refusal(Unauthenticated.class, signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one")
        .build(), claims().build(), new MACSigner(key.toRSAPublicKey().getEncoded())));
    refusal(Unauthenticated.class, "a.b.c");
    var good = token(claims -> claims);
    refusal(Unauthenticated.class, good.substring(0, good.length() - 5) + "AAAAA");
  }

  @Test
  void whatIsMeantForOthersOrOutOfDateIsNotBelieved() throws Exception {
    refusal(Unauthenticated.class, token(claims -> claims.issuer("https://other.example.org/")));
    refusal(Unauthenticated.class, token(claims -> claims.audience("another")));
    refusal(Unauthenticated.class, token(claims -> claims.subject(null)));
    refusal(Unauthenticated.class, token(claims -> claims.expirationTime(null)));
    refusal(Unauthenticated.class, token(claims -> claims
        .notBeforeTime(Date.from(Instant.now().plus(Duration.ofHours(1))))));
    assertEquals("the token is not valid: it has expired", refusal(Unauthenticated.class,
        token(claims -> claims
            .expirationTime(Date.from(Instant.now().minus(Duration.ofHours(1))))))
        .message());
  }

  @Test
  void theIssuersKeysAreFetchedOnceAndAgainWhenItHasOthers() throws Exception {
    for (var i = 0; i < 5; i++) {
      bearer(token(claims -> claims.jwtID(null)));
    }
    assertEquals(1, fetched.get());
    key = new RSAKeyGenerator(2048).keyID("two").generate();
    bearer(token(claims -> claims));
    assertEquals(2, fetched.get());
  }

  @Test
  void whereTheIssuerCannotBeReachedThatIsNotTheBearersFault() throws Exception {
    server.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    refusal(Unavailable.class, token(claims -> claims));
  }
}
