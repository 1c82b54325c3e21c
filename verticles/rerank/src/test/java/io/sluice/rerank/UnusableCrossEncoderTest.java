package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.onnx.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a folder that cannot be used. */
class UnusableCrossEncoderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeEach
  void copyTheTinyModel() throws IOException {
    for (var name : new String[]{"model.onnx", "tokenizer.json"}) {
      Files.copy(Tiny.folder().resolve(name), folder.resolve(name));
    }
  }

  @Test
  void theNetworkIsMissing() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    assertEquals(folder.resolve("model.onnx") + " does not exist", complaint(64));
  }

  @Test
  void theNetworkIsCutOff() throws IOException {
    var file = folder.resolve("model.onnx");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 700));
    assertBlames("model.onnx", "is not a network that ONNX Runtime can load", 64);
  }

  @Test
  void theNetworkClassifiesInsteadOfScoring() throws IOException {
    Files.copy(Tiny.folder().resolve("two-labels.onnx"), folder.resolve("model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(folder.resolve("model.onnx")
        + " gives 2 numbers for a pair of texts; a reranker gives one", complaint(64));
  }

  @Test
  void theNetworkGivesNoNumbersAtAll() throws IOException {
    Files.copy(Tiny.folder().resolve("vectors.onnx"), folder.resolve("model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    assertBlames("model.onnx", "the network has no output float32 [batch, 1]", 64);
  }

  @Test
  void theTokenizerIsOfAnotherKind() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"}}");
    assertEquals(folder.resolve("tokenizer.json")
        + " cannot be used: the model must be a WordPiece or a Unigram, not BPE", complaint(64));
  }

  @Test
  void theVocabularyIsThatOfALargerModel() throws IOException {
    var file = folder.resolve("tokenizer.json");
    Files.writeString(file, Files.readString(file).replace("\"cat\": ", "\"cat\": 99"));
    assertBlames("model.onnx", "does not take the tokenizer's last token 64 times", 64);
  }

  @Test
  void moreTokensAreConfiguredThanTheNetworkTakes() {
    assertBlames("model.onnx", "does not take the tokenizer's last token 65 times", 65);
  }

  private void assertBlames(String file, String reason, int maxTokens) {
    var complaint = complaint(maxTokens);
    assertTrue(complaint.startsWith(folder.resolve(file).toString()), complaint);
    assertTrue(complaint.contains(reason), complaint);
    assertEquals(1, complaint.lines().count(), complaint);
  }

  private String complaint(int maxTokens) {
    return String.valueOf(assertThrows(UnusableModelException.class,
        () -> CrossEncoder.load(folder, maxTokens)).getMessage());
  }
}
