package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsIT {
  private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"file\"; "
      + "filename=\"%s\"\r\nContent-Type: %s\r\n\r\n# 휴가\r\n";

  private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n";

  @TempDir
  Path folder;
  private Gateway gateway;

  @BeforeEach
  void open() throws Exception {
    gateway = Gateway.open(folder);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aDocumentIsTakenInAsJson() throws Exception {
    var response = gateway.post("/v1/documents", """
        {"text": "# 휴가", "id": "d", "title": "t", "mediaType": "text/markdown",
         "collection": "c", "tags": ["a", "b"], "acl": ["u"], "source": "s"}""");
    assertEquals(202, response.statusCode());
    var document = gateway.actors.submitted.poll(30, TimeUnit.SECONDS);
    assertEquals("SubmitDocument[collection=c, id=d, title=t, fileName=null, "
        + "mediaType=text/markdown, tags=[a, b], acl=[u], source=s, content=Bytes(8)]",
        document.toString());
  }

  @Test
  void aFileIsTakenInAsMultipart() throws Exception {
    var response = upload(FILE.formatted("a.md", "application/octet-stream") + field("id", "d")
        + field("tags", "a, b") + field("tags", "c") + field("collection", "c") + "--b--\r\n");
    assertEquals(202, response.statusCode());
    var document = gateway.actors.submitted.poll(30, TimeUnit.SECONDS);
    assertEquals("SubmitDocument[collection=c, id=d, title=null, fileName=a.md, mediaType=null, "
        + "tags=[a, b, c], acl=[], source=null, content=Bytes(8)]", document.toString());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"../../etc/passwd,passwd", "/etc/passwd,passwd", "..,-",
      "a/..,-", "C:\\\\x\\\\a.md,a.md", ".,-", "a/,-"})
  void ofAFilesNameOnlyTheNameIsTaken(String sent, String taken) throws Exception {
    upload(FILE.formatted(sent, "text/markdown") + "--b--\r\n");
    assertEquals(taken, gateway.actors.submitted.poll(30, TimeUnit.SECONDS).fileName());
  }

  @Test
  void aFileThatCannotBeReadIsRefused() throws Exception {
    var response = upload(FILE.formatted("a.xyz", "application/x-unknown") + "--b--\r\n");
    assertEquals(415, response.statusCode());
    assertEquals("caller.unsupported_media", Gateway.error(response).get("code").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--b--\r\n", "--b\r\n", "--b\r\n\r\n\r\n--b--\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nx\r\n--b--\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n",
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx",
      "--b\r\nContent-Disposition: nonsense\r\n\r\nx\r\n--b--\r\n", "nonsense",
      PART + "Content-Transfer-Encoding: x\r\n\r\nx\r\n--b--\r\n",
      PART + "Content-Type: text/plain; charset=nope\r\n\r\nx\r\n--b--\r\n"})
  void aFormWithoutExactlyOneFileIsRefused(String form) throws Exception {
    var response = upload(form);
    assertEquals(400, response.statusCode(), response.body());
    assertEquals("caller.bad_request", Gateway.error(response).get("code").asText());
    assertNull(gateway.actors.submitted.poll());
  }

  @Test
  void twoFilesAreRefused() throws Exception {
    var file = FILE.formatted("a.md", "text/markdown");
    var response = upload(file + file + "--b--\r\n");
    assertEquals(400, response.statusCode());
    assertEquals("file", Gateway.error(response).get("param").asText());
  }

  @ParameterizedTest
  @CsvSource({"nope,x", "collection,../x", "id,''", "title,' '"})
  void aWrongFieldOfAFormIsNamed(String name, String value) throws Exception {
    var response = upload(
        FILE.formatted("a.md", "text/markdown") + field(name, value) + "--b--\r\n");
    assertEquals(400, response.statusCode());
    assertEquals(name, Gateway.error(response).get("param").asText());
  }

  @Test
  void aFieldOfAFormThatIsTooLongIsTheSendersFault() throws Exception {
    var response = upload(FILE.formatted("a.md", "text/markdown")
        + field("title", "x".repeat(50_000)) + "--b--\r\n");
    assertTrue(List.of(400, 413).contains(response.statusCode()), response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=",
      "multipart/form-data; boundary=\"", "multipart/form-data;;;"})
  void aFormWithoutBoundaryIsRefused(String type) throws Exception {
    var response = gateway.send(gateway.request("/v1/documents").header("content-type", type)
        .POST(BodyPublishers.ofString("--b--\r\n")));
    assertEquals(400, response.statusCode(), response.body());
  }

  @Test
  void aFileOverTheLimitIsRefused() throws Exception {
    var response = upload(FILE.formatted("a.md", "text/markdown")
        + " ".repeat(Gateway.MAX_UPLOAD) + "--b--\r\n");
    assertEquals(413, response.statusCode());
    assertEquals("caller.too_large", Gateway.error(response).get("code").asText());
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

  private HttpResponse<String> upload(String form) throws Exception {
    return gateway.send(gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}
