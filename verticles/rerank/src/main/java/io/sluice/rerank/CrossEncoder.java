package io.sluice.rerank;

import ai.onnxruntime.OrtException;
import io.sluice.onnx.ModelFiles;
import io.sluice.onnx.OnnxNetwork;
import io.sluice.onnx.OnnxNetwork.Output;
import io.sluice.onnx.TokenSequence;
import io.sluice.onnx.Tokenizer;
import io.sluice.onnx.TokenizerFile;
import io.sluice.onnx.UnusableModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loaded cross-encoder: it reads a question and a text together and gives one number, as the network
 * has it (no sigmoid, which would change no order).
 */
final class CrossEncoder implements PairScorer, AutoCloseable {
  private final String name;
  private final Tokenizer tokenizer;
  private final OnnxNetwork network;
  private final int maxTokens;

  private CrossEncoder(String name, Tokenizer tokenizer, OnnxNetwork network, int maxTokens) {
    this.name = name;
    this.tokenizer = tokenizer;
    this.network = network;
    this.maxTokens = maxTokens;
  }

  /** Reads files and takes a while: not for an event loop. */
  static CrossEncoder load(Path folder, int maxTokens) throws UnusableModelException {
    var files = ModelFiles.in(folder);
    var tokenizer = TokenizerFile.read(files.tokenizer());
    var network = OnnxNetwork.load(files.network(), Output.SCORES);
    var model = new CrossEncoder(files.name(), tokenizer, network, maxTokens);
    try {
      model.tryOut(files);
      return model;
    } catch (UnusableModelException e) {
      model.close();
      throw e;
    }
  }

  /** Fails where the vocabulary is another model's or the configured length is too much for it. */
  private void tryOut(ModelFiles files) throws UnusableModelException {
    try {
      var numbers = network
          .run(List.of(tokenizer.longestPair(maxTokens)), tokenizer.padding()).capacity();
      if (numbers != 1) {
        throw new UnusableModelException(files.network().place(), "gives " + numbers
            + " numbers for a pair of texts; a reranker gives one");
      }
    } catch (OrtException e) {
      throw new UnusableModelException(files.network().place(),
          "does not take the tokenizer's last token " + maxTokens + " times: "
              + UnusableModelException.said(e),
          e);
    }
  }

  String name() {
    return name;
  }

  @Override
  public double[] score(String question, List<String> texts) throws OrtException {
    var asked = tokenizer.pieces(question, maxTokens);
    var pairs = texts.stream()
        .map(text -> tokenizer.pair(asked, tokenizer.pieces(text, maxTokens), maxTokens)).toList();
    var scores = new double[texts.size()];
    for (var group : ofSimilarLength(pairs)) {
      var numbers = network.run(group.stream().map(pairs::get).toList(), tokenizer.padding());
      for (var i = 0; i < group.size(); i++) {
        scores[group.get(i)] = finite(numbers.get(i));
      }
    }
    return scores;
  }

  /** A padded token costs what a token costs: what is much longer goes by itself. */
  private static List<List<Integer>> ofSimilarLength(List<TokenSequence> pairs) {
    var shortestFirst = IntStream.range(0, pairs.size()).boxed()
        .sorted(Comparator.comparingInt(i -> pairs.get(i).length())).toList();
    var groups = new ArrayList<List<Integer>>();
    for (var from = 0; from < shortestFirst.size();) {
      var shortest = pairs.get(shortestFirst.get(from)).length();
      var to = from + 1;
      while (to < shortestFirst.size()
          && pairs.get(shortestFirst.get(to)).length() <= shortest + shortest / 8 + 2) {
        to++;
      }
      groups.add(shortestFirst.subList(from, to));
      from = to;
    }
    return groups;
  }

  private static double finite(float score) {
    if (!Float.isFinite(score)) {
      throw new IllegalStateException("the network gave " + score + " as a score");
    }
    return score;
  }

  /** To be called once nobody scores any more. */
  @Override
  public void close() {
    try {
      network.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the network could not be closed", e);
    }
  }
}
