package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.message.Embedding.Purpose;
import io.sluice.strictjson.Check.Violation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddingConfigTest {

  @Test
  void theBundledModelEmbedsOneTextAtATime() {
    assertEquals(1, EmbeddingConfig.bundled().maxBatch());
  }

  @Test
  void anEmptyFolderIsTheBundledModel() {
    assertNull(with(Path.of(""), 512, 1).folder());
  }

  @Test
  void eachPurposeHasItsPrefix() {
    assertEquals("query: ", with(null, 512, 1).prefix(Purpose.QUESTION));
    assertEquals("passage: ", with(null, 512, 1).prefix(Purpose.PASSAGE));
  }

  @Test
  void aWrongFieldIsNamed() {
    assertEquals("max-tokens", field(2, 1));
    assertEquals("max-batch", field(512, 0));
  }

  private static String field(int maxTokens, int maxBatch) {
    return assertThrows(Violation.class, () -> with(null, maxTokens, maxBatch)).field();
  }

  private static EmbeddingConfig with(@Nullable Path folder,
      int maxTokens, int maxBatch) {
    return new EmbeddingConfig(folder, Pooling.MEAN, "query: ", "passage: ", List.of("en"),
        maxTokens, maxBatch, 0, 100, EndpointConfig.none());
  }
}
