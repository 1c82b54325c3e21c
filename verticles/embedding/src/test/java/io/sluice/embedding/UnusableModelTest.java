package io.sluice.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.onnx.UnusableModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a folder that cannot be used. */
class UnusableModelTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @BeforeEach
  void copyTheTinyModel() throws IOException {
    for (var name : new String[]{"model.onnx", "tokenizer.json"}) {
      Files.copy(Models.tinyFolder().resolve(name), folder.resolve(name));
    }
  }

  @Test
  void theNetworkIsMissing() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    assertEquals(folder.resolve("model.onnx") + " does not exist", complaint(512));
  }

  @Test
  void theTokenizerIsMissing() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));
    assertEquals(folder.resolve("tokenizer.json") + " does not exist", complaint(512));
  }

  @Test
  void theNetworkIsNotOnnx() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "<html>not found</html>");
    assertBlames("model.onnx", "is not a network that ONNX Runtime can load");
  }

  @Test
  void theNetworkHasOtherInputs() throws IOException {
    rename("attention_mask", "attention_musk");
    assertBlames("model.onnx", "the network has no input attention_mask");
  }

  @Test
  void theNetworkWantsAnInputThatIsNotKnown() throws IOException {
    rename("token_type_ids", "token_tapa_ids");
    assertBlames("model.onnx", "wants an input that is not known, token_tapa_ids");
  }

  @Test
  void theTokenizerIsNotJson() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{");
    assertEquals(folder.resolve("tokenizer.json") + " is not JSON", complaint(512));
  }

  @Test
  void theTokenizerIsOfAnotherKind() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"}}");
    assertEquals(folder.resolve("tokenizer.json")
        + " cannot be used: the model must be a WordPiece or a Unigram, not BPE", complaint(512));
  }

  @Test
  void theVocabularyLacksTheFrame() throws IOException {
    edit("\"[CLS]\": 2", "\"[ABC]\": 2");
    assertBlames("tokenizer.json", "the vocabulary lacks [CLS]");
  }

  @Test
  void theVocabularyIsThatOfALargerModel() throws IOException {
    edit("\"cat\": ", "\"cat\": 99");
    assertBlames("model.onnx", "does not take the tokenizer's last token");
  }

  @Test
  void moreTokensAreConfiguredThanTheNetworkTakes() {
    assertTrue(complaint(1024).contains("does not take the tokenizer's last token 1024 times"));
  }

  private void assertBlames(String file, String reason) {
    var complaint = complaint(512);
    assertTrue(complaint.startsWith(folder.resolve(file).toString()), complaint);
    assertTrue(complaint.contains(reason), complaint);
    assertEquals(1, complaint.lines().count(), complaint);
  }

  private String complaint(int maxTokens) {
    return String.valueOf(assertThrows(UnusableModelException.class,
        () -> EmbeddingModel.load(Models.in(folder, 1, maxTokens))).getMessage());
  }

  private void edit(String from, String to) throws IOException {
    var file = folder.resolve("tokenizer.json");
    var text = Files.readString(file);
    assertTrue(text.contains(from), "nothing to replace");
    Files.writeString(file, text.replace(from, to));
  }

  /** Names of one length, so that the file stays a valid ONNX file. */
  private void rename(String from, String to) throws IOException {
    var file = folder.resolve("model.onnx");
    var latin1 = StandardCharsets.ISO_8859_1;
    Files.writeString(file, Files.readString(file, latin1).replace(from, to), latin1);
  }
}
