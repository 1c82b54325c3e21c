package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Retrieval.ListDocuments;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DocumentsIT extends OnOwnGateway {
  @Test
  void aDocumentIsTakenInAsJson() throws Exception {
    var response = gateway.post("/v1/documents", """
        {"text": "# 휴가", "id": "d", "title": "t", "mediaType": "text/markdown",
         "collection": "c", "tags": ["a", "b"], "acl": ["u"], "source": "s",
         "author": "김", "date": "2026-01-31"}""");
    assertEquals(202, response.statusCode());
    var document = gateway.actors.ingestion.submitted.poll(30, TimeUnit.SECONDS);
    assertEquals("SubmitDocument[collection=c, id=d, title=t, fileName=null, "
        + "mediaType=text/markdown, tags=[a, b], acl=[u], source=s, content=Bytes(8), "
        + "upload=null, author=김, date=2026-01-31]",
        document.toString());
  }

  @Test
  void theSourceIsADownloadOfItsBytes() throws Exception {
    var response = gateway.get("/v1/documents/handbook/source");
    assertEquals("# Raw", response.body());
    assertEquals("text/markdown", response.headers().firstValue("content-type").orElseThrow());
    assertEquals("attachment", response.headers().firstValue("content-disposition").orElseThrow());
    assertEquals("nosniff",
        response.headers().firstValue("x-content-type-options").orElseThrow());
  }

  @Test
  void aMediaTypeThatIsNoneDoesNotBreakTheHead() throws Exception {
    gateway.actors.mediaType = "text/html\r\nset-cookie: a=b";
    var response = gateway.get("/v1/documents/handbook/source");
    assertEquals(200, response.statusCode());
    assertEquals("application/octet-stream",
        response.headers().firstValue("content-type").orElseThrow());
    assertTrue(response.headers().firstValue("set-cookie").isEmpty());
  }

  @Test
  void aPageThatIsFullNamesTheNext() throws Exception {
    assertEquals("handbook",
        Gateway.json(gateway.get("/v1/documents?limit=1").body()).get("next").asText());
    assertTrue(Gateway.json(gateway.get("/v1/documents").body()).get("next").isNull());
  }

  @Test
  void theSourceOfAnEarlierVersionIsThatOfItsBytes() throws Exception {
    var response = gateway.get("/v1/documents/handbook/source?version=1");
    assertEquals(200, response.statusCode());
    assertEquals("text/plain", response.headers().firstValue("content-type").orElseThrow());
    assertEquals("hash-1",
        gateway.actors.ingestion.sources.poll(30, TimeUnit.SECONDS).contentHash());
    var none = gateway.get("/v1/documents/handbook/source?version=9");
    assertEquals(404, none.statusCode());
    assertEquals("version", Gateway.error(none).get("param").asText());
  }

  @Test
  void aDocumentHasWhatIsKnownOfIt() throws Exception {
    var document = Gateway.json(gateway.get("/v1/documents/handbook").body());
    assertEquals("Kim", document.get("author").asText());
    assertEquals("minilm", document.get("embeddingModel").asText());
    assertEquals("256 tokens", document.get("chunking").asText());
    assertFalse(document.has("leftOutFor"));
  }

  @Test
  void anIdIsOneHoweverItsLettersAreComposed() throws Exception {
    gateway.delete("/v1/documents/%E1%84%80%E1%85%A1.md");
    assertEquals("가.md", gateway.actors.ingestion.erased.poll(30, TimeUnit.SECONDS).document());
  }

  @Test
  void documentsAreListedByTheirWords() throws Exception {
    gateway.get("/v1/documents?query=%ED%9C%B4%EA%B0%80&after=a&limit=5&collection=c");
    gateway.get("/v1/documents?query=&after=");
    assertEquals(new ListDocuments("c", "a", 5, "휴가"),
        gateway.actors.listed.poll(30, TimeUnit.SECONDS));
    assertEquals(new ListDocuments("default", null, 100, null),
        gateway.actors.listed.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void anErasureHasAReceipt() throws Exception {
    assertEquals("{\"document\":\"handbook\",\"collection\":\"c\",\"erased\":{\"passages\":2,"
        + "\"versions\":2,\"ingestions\":1,\"rawFiles\":1,\"originals\":3},"
        + "\"searchedAgain\":[\"copy\"]}",
        gateway.delete("/v1/documents/handbook?collection=c").body());
    assertEquals(404, gateway.delete("/v1/documents/nope").statusCode());
  }

  @Test
  void whatIsMaskedIsRevealedToThoseWhoMayAndKeptByNobody() throws Exception {
    var response = gateway.get("/v1/documents/handbook/originals");
    assertEquals("{\"originals\":{\"[EMAIL:1]\":\"kim@example.org\","
        + "\"[EMAIL:2]\":\"lee@example.org\"}}", response.body());
    assertEquals("no-store", response.headers().firstValue("cache-control").orElseThrow());
    assertEquals("{\"originals\":{}}",
        gateway.get("/v1/documents/handbook/originals?collection=open").body());
    assertEquals(404, gateway.get("/v1/documents/nope/originals").statusCode());
    var forbidden = gateway.get("/v1/documents/handbook/originals?collection=other");
    assertEquals(403, forbidden.statusCode());
    assertEquals("policy.forbidden", Gateway.error(forbidden).get("code").asText());
  }

  @Test
  void copiesAreListedWithWhatTheyAreCopiesOf() throws Exception {
    var page = Gateway.json(gateway.get("/v1/duplicates?limit=1").body());
    assertEquals("original", page.at("/documents/0/leftOutFor").asText());
    assertFalse(page.at("/documents/0").has("passages"));
    assertEquals("handbook", page.get("next").asText());
    assertEquals(404,
        gateway.get("/v1/duplicates?collection=" + TestActors.UNKNOWN).statusCode());
  }

  @Test
  void aTextThatIsTooLongForJsonIsToldToComeAsAFile() throws Exception {
    try (var large = Gateway.open(folder, config -> new HttpConfig(config.host(), config.port(),
        config.proxies(), config.maxConnections(), config.maxBodyBytes(), 256 << 20,
        config.deadline(), config.idleTimeout(),
        config.webroot(), "", config.bridges(), TlsConfig.NONE))) {
      var text = large.post("/v1/documents", "{\"text\": \"" + "a".repeat(20_000_001) + "\"}");
      assertEquals(413, text.statusCode());
      assertEquals("text", Gateway.error(text).get("param").asText());
      try (var raw = large.raw()) {
        var body = raw
            .send("POST /v1/documents HTTP/1.1\r\nHost: localhost\r\nContent-Length: 80000000"
                + "\r\n\r\n")
            .response();
        assertTrue(body.startsWith("HTTP/1.1 413 "), body);
        assertTrue(body.contains("multipart/form-data"), body);
      }
    }
  }
}
