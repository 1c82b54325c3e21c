package io.sluice.embedding;

import ai.onnxruntime.OrtException;
import io.sluice.message.Vector;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A loaded model: a tokenizer and a network that belong together. */
final class EmbeddingModel implements Embedder, AutoCloseable {
  private final String name;
  private final WordPieceTokenizer tokenizer;
  private final OnnxNetwork network;
  private final int maxTokens;

  private EmbeddingModel(String name, WordPieceTokenizer tokenizer, OnnxNetwork network,
      int maxTokens) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.network = network;
    this.maxTokens = maxTokens;
  }

  /** Reads files and takes a while: not for an event loop. */
  static EmbeddingModel load(EmbeddingConfig config) throws UnusableModelException {
    var files = ModelFiles.read(config.folder());
    var tokenizer = TokenizerFile.read(files.tokenizer());
    var network = OnnxNetwork.load(files.network(), config.pooling());
    var model = new EmbeddingModel(nameOf(files, config), tokenizer, network, config.maxTokens());
    try {
      model.tryOut();
      return model;
    } catch (OrtException e) {
      model.close();
      throw new UnusableModelException(files.network().place(),
          "does not take the tokenizer's last token " + config.maxTokens() + " times: "
              + UnusableModelException.said(e),
          e);
    }
  }

  /** Fails where the vocabulary is another model's or the configured length is too much for it. */
  private void tryOut() throws OrtException {
    var longest = new long[maxTokens];
    Arrays.fill(longest, tokenizer.largestId());
    network.run(List.of(longest), tokenizer.padding());
  }

  /**
   * Names the space the vectors lie in: the model's name, and a hash of all that shapes the vectors
   * of passages, which are kept.
   */
  private static String nameOf(ModelFiles files, EmbeddingConfig config) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(files.network().content());
      digest.update(files.tokenizer().content());
      digest.update((config.pooling() + config.passagePrefix()).getBytes(StandardCharsets.UTF_8));
      return files.name() + "@" + HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  String name() {
    return name;
  }

  @Override
  public List<Vector> embed(List<String> texts) throws OrtException {
    return network.run(texts.stream().map(text -> tokenizer.encode(text, maxTokens)).toList(),
        tokenizer.padding());
  }

  /** To be called once nobody embeds any more. */
  @Override
  public void close() {
    try {
      network.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the network could not be closed", e);
    }
  }
}
