package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.ingestion.Fetched.Failed;
import io.sluice.ingestion.Fetched.Page;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to an address, and yet it is the name that the certificate has to bear. */
class FetcherTlsIT {
  private static final String PASSWORD = "secret";

  @TempDir
  static Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final PfxOptions keys = new PfxOptions().setPath(folder.resolve("keys.p12").toString())
      .setPassword(PASSWORD);
  private int port;

  @BeforeAll
  static void makeCertificate() throws Exception {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made = new ProcessBuilder(keytool, "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname",
        "CN=docs.example", "-ext", "san=dns:docs.example", "-storetype", "PKCS12", "-keystore",
        folder.resolve("keys.p12").toString(), "-storepass", PASSWORD).start();
    assertEquals(0, made.waitFor());
  }

  @BeforeEach
  void serve() {
    var server = vertx
        .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys))
        .requestHandler(request -> request.response().end("page"));
    port = IngestionCase.result(server.listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() {
    IngestionCase.result(vertx.close());
  }

  @Test
  void aServerWithTheCertificateOfTheNameIsAsked() throws Exception {
    assertInstanceOf(Page.class, fetch("docs.example"));
  }

  @Test
  void aServerWithTheCertificateOfAnotherNameIsNot() throws Exception {
    assertInstanceOf(Failed.class, fetch("other.example"));
  }

  private Fetched fetch(String host) throws InterruptedException {
    var url = "https://" + host + ":" + port + "/";
    var source = new UrlSource("a", "default", List.of(), List.of(), Duration.ofHours(1), 1000,
        List.of(url), Duration.ofSeconds(20), false);
    var client = vertx.createHttpClient(
        Sources.connections().setTrustOptions(keys));
    var hosts = new Hosts(_ -> new InetAddress[]{InetAddress.ofLiteral("127.0.0.1")}, _ -> true);
    var page = PageAddress.parse(url);
    assertNotNull(page);
    return new Fetcher(vertx, client, hosts, source, folder.resolve("page"))
        .fetch(page, PageStamp.UNKNOWN, 0);
  }
}
