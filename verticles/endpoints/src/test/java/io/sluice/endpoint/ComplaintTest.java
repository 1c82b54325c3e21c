package io.sluice.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplaintTest {
  private static final String KEY = "sk-1234";

  private final Complaint complaint = new Complaint(KEY);

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\": {\"message\": \"모델이 없습니다\"}}", "{\"error\": \"모델이 없습니다\"}",
      "{\"message\": \"모델이 없습니다\"}", "{\"detail\": \"모델이 없습니다\"}"})
  void aServerSaysWhatIsWrongInOneOfManyShapes(String body) {
    assertEquals("status 404, 모델이 없습니다", complaint.of(404, body.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "{\"error\": {}}", "{\"error\": "})
  void whereItSaysNothingTheStatusIsAll(String body) {
    assertEquals("status 500", complaint.of(500, body.getBytes(UTF_8)));
  }

  @Test
  void theKeyIsNotTold() {
    assertEquals("status 401, no such key: ***",
        complaint.of(401, "{\"error\": \"no such key: sk-1234\"}".getBytes(UTF_8)));
    assertEquals("broke the connection: *** was refused",
        complaint.of(new IOException(KEY + " was refused")));
  }

  @Test
  void whatItSaysIsOneShortLineOfWholeCharacters() {
    assertEquals("a b c", complaint.of("a\r\n\tb\u0000\u0007c \n"));
    var cut = complaint.of("가".repeat(199) + "😀😀");
    assertEquals(201, cut.length());
    assertFalse(cut.chars().anyMatch(c -> Character.isSurrogate((char) c)), cut);
    assertTrue(complaint.of("x".repeat(1 << 20)).length() <= 201);
  }

  @Test
  void aServerThatCannotBeReachedIsToldFromOneThatBreaksOff() {
    assertEquals("cannot be reached: its host is not known",
        complaint.of(new UnknownHostException("nowhere")));
    assertEquals("cannot be reached: nobody takes the connection",
        complaint.of(new ConnectException("refused")));
    assertEquals("broke the connection: no reason given", complaint.of(new IOException()));
  }

  @Test
  void withoutAKeyOneMayBeWanted() {
    assertEquals("the API key may be wrong", complaint.ofKey());
    assertEquals("it may want an API key", new Complaint("").ofKey());
  }
}
