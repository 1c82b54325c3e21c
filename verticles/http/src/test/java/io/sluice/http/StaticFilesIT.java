package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesIT extends OnSharedGateway {
  @ParameterizedTest
  @CsvSource({"/,text/html; charset=utf-8", "/index.html,text/html; charset=utf-8",
      "/app.js,text/javascript; charset=utf-8", "/css/page.css,text/css; charset=utf-8",
      "/vendor/marked.js,text/javascript; charset=utf-8",
      "/vendor/purify.js,text/javascript; charset=utf-8", "/openapi.yaml,application/yaml"})
  void aFileHasItsTypeAndTheHeadersOfCaution(String path, String type) throws Exception {
    var response = gateway.get(path);
    assertEquals(200, response.statusCode());
    assertEquals(type, response.headers().firstValue("content-type").orElseThrow());
    assertEquals("nosniff",
        response.headers().firstValue("x-content-type-options").orElseThrow());
    assertTrue(response.headers().firstValue("content-security-policy").orElseThrow()
        .contains("script-src 'self'"));
  }

  @ParameterizedTest
  @CsvSource({"/vendor/marked.js,marked", "/vendor/purify.js,DOMPurify"})
  void theLibrariesAreModulesThatExport(String path, String word) throws Exception {
    var body = gateway.get(path).body();
    assertTrue(body.contains("export"));
    assertTrue(body.contains(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate, gzip", "gzip;q=0.5, br", "GZIP", "br , gzip ; q=1"})
  void whoTakesGzipGetsIt(String accept) throws Exception {
    var response = gateway
        .bytes(gateway.request("/css/page.css").header("accept-encoding", accept));
    assertEquals("gzip", response.headers().firstValue("content-encoding").orElseThrow());
    assertEquals("accept-encoding", response.headers().firstValue("vary").orElseThrow());
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertArrayEquals(Files.readAllBytes(folder.resolve("webroot/css/page.css")),
          in.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "identity", "gzip;q=0", "gzip; q=0.000, br"})
  void whoDoesNotTakeGzipGetsItPlain(String accept) throws Exception {
    var response = gateway
        .send(gateway.request("/css/page.css").header("accept-encoding", accept));
    assertTrue(response.headers().firstValue("content-encoding").isEmpty());
    assertEquals(Files.readString(folder.resolve("webroot/css/page.css")), response.body());
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain() throws Exception {
    var etag = gateway.get("/app.js").headers().firstValue("etag").orElseThrow();
    for (var known : new String[]{etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      var response = gateway.send(gateway.request("/app.js").header("if-none-match", known));
      assertEquals(304, response.statusCode(), known);
      assertEquals("", response.body());
    }
    assertEquals(200, gateway
        .send(gateway.request("/app.js").header("if-none-match", "\"other\"")).statusCode());
  }

  @Test
  void theHeadOfAFileHasItsLengthAndNoBody() throws Exception {
    var response = gateway
        .send(gateway.request("/app.js").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, response.statusCode());
    assertEquals("19", response.headers().firstValue("content-length").orElseThrow());
    assertEquals("", response.body());
  }

  @Test
  void aFolderWithoutIndexIsNoWebroot() {
    assertThrows(IOException.class, () -> WebFiles.load(folder.resolve("webroot/css")));
  }
}
