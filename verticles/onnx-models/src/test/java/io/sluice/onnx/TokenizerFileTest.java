package io.sluice.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is read of a file, and what is said of one that cannot be used. */
class TokenizerFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ObjectNode file = Tokenizers.smallUnigramFile();

  @Test
  void bytePairEncodingIsNotSupported() {
    assertEquals(
        "tokenizer.json cannot be used: the model must be a WordPiece or a Unigram, not BPE",
        complaint("{\"model\": {\"type\": \"BPE\"}}"));
  }

  @Test
  void whatIsNotJsonIsTold() {
    assertEquals("tokenizer.json is not JSON", complaint("<html>"));
  }

  @Test
  void byteFallbackIsNotSupported() {
    ((ObjectNode) file.path("model")).put("byte_fallback", true);
    assertComplaint("a Unigram with byte_fallback is not supported");
  }

  @Test
  void theUnknownPieceMustBeThere() {
    ((ObjectNode) file.path("model")).put("unk_id", 100_000);
    assertComplaint("the vocabulary has no piece for what is unknown");
  }

  @Test
  void aNormalizerThatIsNotKnownIsNamed() {
    file.set("normalizer", json("{'type': 'Sequence', 'normalizers': [{'type': 'ByteLevel'}]}"));
    assertComplaint("the normalizer ByteLevel is not known");
  }

  @Test
  void aPatternThatIsNotKnownIsNamed() {
    file.set("normalizer",
        json("{'type': 'Replace', 'pattern': {'Regex': '(a+)+$'}, 'content': ''}"));
    assertComplaint("the normalizer replaces a pattern that is not known, (a+)+$");
  }

  @Test
  void aTableThatIsNoBase64IsTold() {
    file.set("normalizer", json("{'type': 'Precompiled', 'precompiled_charsmap': '***'}"));
    assertComplaint("Illegal base64 character 2a");
  }

  @Test
  void aPreTokenizerThatIsNotKnownIsNamed() {
    file.set("pre_tokenizer",
        json("{'type': 'Sequence', 'pretokenizers': [{'type': 'Digits'}, {'type': 'Metaspace'}]}"));
    assertComplaint("the pre_tokenizer must be a Metaspace, or a WhitespaceSplit and a Metaspace,"
        + " not Digits, Metaspace");
  }

  @Test
  void aFrameOfTokensThatAreNotInTheVocabularyIsTold() {
    file.set("post_processor",
        json("{'type': 'RobertaProcessing', 'cls': ['<s>', 0], 'sep': ['<sep>', 2]}"));
    assertComplaint("the vocabulary lacks <sep>");
  }

  @Test
  void robertasFrameHasTwoEndsBetween() throws UnusableModelException {
    var template = pair(file);
    file.set("post_processor",
        json("{'type': 'RobertaProcessing', 'cls': ['<s>', 0], 'sep': ['</s>', 2]}"));
    assertArrayEquals(template, pair(file));
  }

  @Test
  void aFrameMayBeWithinASequence() throws UnusableModelException {
    var template = pair(file);
    var sequence = JSON.createObjectNode().put("type", "Sequence");
    sequence.putArray("processors").addObject().put("type", "ByteLevel");
    sequence.withArray("processors").add(file.path("post_processor"));
    file.set("post_processor", sequence);
    assertArrayEquals(template, pair(file));
  }

  @Test
  void whiteSpaceThatOnlySeparatesMakesNoPieces() throws UnusableModelException {
    var words = Tokenizers.read(file).encode("휴가 days", 100).ids();
    file.set("normalizer", JSON.nullNode());
    file.set("pre_tokenizer", json("{'type': 'Sequence', 'pretokenizers': [{'type':"
        + " 'WhitespaceSplit'}, {'type': 'Metaspace', 'prepend_scheme': 'always'}]}"));
    assertArrayEquals(words, Tokenizers.read(file).encode(" 휴가 \t\n\u00a0days  ", 100).ids());
  }

  @Test
  void anOlderFileSaysOtherwiseWhetherABlankIsPutBefore() throws UnusableModelException {
    var words = Tokenizers.read(file).encode("휴가", 100).ids();
    file.set("pre_tokenizer", json("{'type': 'Metaspace', 'add_prefix_space': true}"));
    assertArrayEquals(words, Tokenizers.read(file).encode("휴가", 100).ids());
    file.set("pre_tokenizer", json("{'type': 'Metaspace', 'add_prefix_space': false}"));
    assertArrayEquals(words, Tokenizers.read(file).encode(" 휴가", 100).ids());
  }

  private static long[] pair(JsonNode file) throws UnusableModelException {
    var tokenizer = Tokenizers.read(file);
    return tokenizer.pair(tokenizer.pieces("휴가", 9), tokenizer.pieces("days", 9), 50).ids();
  }

  private void assertComplaint(String reason) {
    assertEquals("tokenizer.json cannot be used: " + reason, complaint(file.toString()));
  }

  private static String complaint(String file) {
    return String.valueOf(
        assertThrows(UnusableModelException.class, () -> Tokenizers.read(file)).getMessage());
  }

  private static JsonNode json(String withSingleQuotes) {
    try {
      return JSON.readTree(withSingleQuotes.replace('\'', '"'));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
