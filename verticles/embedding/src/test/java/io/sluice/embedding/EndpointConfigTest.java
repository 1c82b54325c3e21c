package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.TextNode;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointConfigTest {

  @Test
  void textsAreSentBelowTheAddress() {
    assertEquals("http://localhost:8000/v1/embeddings",
        with("http://localhost:8000/v1", "").address());
    assertEquals("http://localhost:8000/v1/embeddings",
        with("http://localhost:8000/v1/", "").address());
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (var wrong : List.of("localhost:8000", "ftp://localhost", "http://", "http://a/v1?key=1",
        "http://a b", "http://me:secret@host/v1")) {
      assertEquals("url", assertThrows(Violation.class, () -> with(wrong, ""), wrong).field());
    }
  }

  @Test
  void theKeyIsNotTold() {
    assertFalse(with("http://localhost/v1", "sk-secret").toString().contains("secret"));
  }

  @Test
  void aKeyThatCannotBeAHeaderIsRefused() {
    assertEquals("api-key",
        assertThrows(Violation.class, () -> with("http://localhost/v1", "a\nb")).field());
  }

  @Test
  void fieldsCannotReplaceWhatIsSent() {
    var none = EndpointConfig.none();
    assertThrows(Violation.class,
        () -> new EndpointConfig("http://localhost", "e5", "", 0, 1, 1, Duration.ofSeconds(1), 1,
            none.questionFields(), Map.of("input", new TextNode("x"))));
  }

  @Test
  void aFolderAndAServerAreOneTooMany() {
    assertEquals("folder", assertThrows(Violation.class,
        () -> new EmbeddingConfig(Path.of("models"), Pooling.MEAN, "", "", List.of("en"), 512, 1, 0,
            100, with("http://localhost/v1", "")))
        .field());
  }

  private static EndpointConfig with(String url, String key) {
    return new EndpointConfig(url, "e5", key, 0, 64, 4, Duration.ofSeconds(10), 3, Map.of(),
        Map.of());
  }
}
