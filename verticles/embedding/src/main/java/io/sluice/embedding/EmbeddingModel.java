package io.sluice.embedding;

import ai.onnxruntime.OrtException;
import io.sluice.message.Vector;
import io.sluice.onnx.ModelFile;
import io.sluice.onnx.ModelFiles;
import io.sluice.onnx.OnnxNetwork;
import io.sluice.onnx.OnnxNetwork.Output;
import io.sluice.onnx.Tokenizer;
import io.sluice.onnx.TokenizerFile;
import io.sluice.onnx.UnusableModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A loaded model: a tokenizer and a network that belong together. */
final class EmbeddingModel implements Embedder, AutoCloseable {
  private static final String BUNDLED = "all-minilm-l6-v2-q";

  private final String name;
  private final Tokenizer tokenizer;
  private final OnnxNetwork network;
  private final SentenceVectors vectors;
  private final int maxTokens;

  private EmbeddingModel(String name, Tokenizer tokenizer, OnnxNetwork network,
      EmbeddingConfig config) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.network = network;
    this.vectors = new SentenceVectors(config.pooling());
    this.maxTokens = config.maxTokens();
  }

  /** Reads files and takes a while: not for an event loop. */
  static EmbeddingModel load(EmbeddingConfig config) throws UnusableModelException {
    var folder = config.folder();
    var files = folder == null ? ModelFiles.onClassPath(BUNDLED) : ModelFiles.in(folder);
    var tokenizer = TokenizerFile.read(files.tokenizer());
    var name = nameOf(files, config);
    var network = OnnxNetwork.load(files.network(), Output.TOKEN_VECTORS);
    var model = new EmbeddingModel(name, tokenizer, network, config);
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
    network.run(List.of(tokenizer.longest(maxTokens)), tokenizer.padding());
  }

  /**
   * Names the space the vectors lie in: the model's name, and a hash of all that shapes the vectors
   * of passages, which are kept.
   */
  private static String nameOf(ModelFiles files, EmbeddingConfig config)
      throws UnusableModelException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      add(files.network(), digest);
      add(files.tokenizer(), digest);
      digest.update((config.pooling() + config.passagePrefix()).getBytes(StandardCharsets.UTF_8));
      return files.name() + "@" + HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  private static void add(ModelFile file, MessageDigest digest) throws UnusableModelException {
    try (var in = file.open();
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new UnusableModelException(file.place(),
          "cannot be read: " + UnusableModelException.said(e), e);
    }
  }

  String name() {
    return name;
  }

  @Override
  public List<Vector> embed(List<String> texts) throws OrtException {
    var sequences = texts.stream().map(text -> tokenizer.encode(text, maxTokens)).toList();
    return vectors.of(sequences, network.run(sequences, tokenizer.padding()));
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
