package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files as forms, which go along with the document. */
class FormIT extends OnOwnGateway {
  private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"file\"; "
      + "filename=\"%s\"\r\nContent-Type: %s\r\n\r\n# 휴가\r\n";

  private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n";

  @Test
  void aFileIsTakenInAsMultipart() throws Exception {
    var response = upload(FILE.formatted("a.md", "application/octet-stream") + field("id", "d")
        + field("tags", "a, b") + field("tags", "c") + field("collection", "c")
        + field("author", "김") + field("date", "2026-01-31") + "--b--\r\n");
    assertEquals(202, response.statusCode());
    var document = gateway.actors.ingestion.submitted.poll(30, TimeUnit.SECONDS);
    assertEquals("SubmitDocument[collection=c, id=d, title=null, fileName=a.md, mediaType=null, "
        + "tags=[a, b, c], acl=[], source=null, content=Bytes(8), "
        + "upload=null, author=김, date=2026-01-31]", document.toString());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"../../etc/passwd,passwd", "/etc/passwd,passwd", "..,-",
      "a/..,-", "C:\\\\x\\\\a.md,a.md", ".,-", "a/,-"})
  void ofAFilesNameOnlyTheNameIsTaken(String sent, String taken) throws Exception {
    upload(FILE.formatted(sent, "text/markdown") + "--b--\r\n");
    assertEquals(taken, gateway.actors.ingestion.submitted.poll(30, TimeUnit.SECONDS).fileName());
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
    assertNull(gateway.actors.ingestion.submitted.poll());
  }

  @Test
  void twoFilesAreRefused() throws Exception {
    var file = FILE.formatted("a.md", "text/markdown");
    var response = upload(file + file + "--b--\r\n");
    assertEquals(400, response.statusCode());
    assertEquals("file", Gateway.error(response).get("param").asText());
  }

  @ParameterizedTest
  @CsvSource({"nope,x", "collection,../x", "id,''", "title,' '", "date,2026-02-30", "author,''"})
  void aWrongFieldOfAFormIsNamed(String name, String value) throws Exception {
    var response = upload(
        FILE.formatted("a.md", "text/markdown") + field(name, value) + "--b--\r\n");
    assertEquals(400, response.statusCode());
    assertEquals(name, Gateway.error(response).get("param").asText());
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"text/plain; charset=euc-kr,text/plain; charset=euc-kr",
      "application/octet-stream,-", "text/markdown,text/markdown"})
  void theDeclaredTypeIsPassedOnUnlessItSaysNothing(String declared, String taken)
      throws Exception {
    upload(FILE.formatted("a.md", declared) + "--b--\r\n");
    assertEquals(taken, gateway.actors.ingestion.submitted.poll(30, TimeUnit.SECONDS).mediaType());
  }

  @Test
  void aFieldThatIsNotUtf8IsNamed() throws Exception {
    var form = (FILE.formatted("a.md", "text/markdown") + field("title", "?") + "--b--\r\n")
        .getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < form.length; i++) {
      form[i] = form[i] == '?' ? (byte) 0xff : form[i];
    }
    var response = gateway.send(gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofByteArray(form)));
    assertEquals("title: is not valid UTF-8", Gateway.error(response).get("message").asText());
  }

  @Test
  void anEntryOfAListThatIsTooLongIsNamedByItsPlace() throws Exception {
    var response = upload(FILE.formatted("a.md", "text/markdown") + field("tags", "a")
        + field("tags", "b," + "x".repeat(201)) + "--b--\r\n");
    assertEquals("tags[2]", Gateway.error(response).get("param").asText());
  }

  @Test
  void aFieldThatComesTwiceIsRefused() throws Exception {
    var response = upload(FILE.formatted("a.md", "text/markdown") + field("title", "a")
        + field("title", "b") + "--b--\r\n");
    assertEquals("title: must not come twice", Gateway.error(response).get("message").asText());
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

  private HttpResponse<String> upload(String form) throws Exception {
    return gateway.send(gateway.request("/v1/documents")
        .header("content-type", "multipart/form-data; boundary=b")
        .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }
}
