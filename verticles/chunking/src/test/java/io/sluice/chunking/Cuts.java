package io.sluice.chunking;

import java.util.List;

/** Short ways to cut in a test. */
final class Cuts {

  private Cuts() {}

  static ChunkingConfig config(Strategy strategy, int maxTokens, int overlap) {
    return new ChunkingConfig(strategy, maxTokens, overlap, Math.min(8, maxTokens), 80);
  }

  static List<Chunk> cut(Strategy strategy, int maxTokens, String text, Structure structure) {
    return cut(strategy, maxTokens, 0, text, structure);
  }

  static List<Chunk> cut(Strategy strategy, int maxTokens, int overlap, String text,
      Structure structure) {
    return new Chunker(config(strategy, maxTokens, overlap))
        .cut(text, "T", structure, SentenceVectors.NONE).chunks();
  }

  static List<String> texts(List<Chunk> chunks) {
    return chunks.stream().map(Chunk::text).toList();
  }

  /** Each as its text on one line and its headings. */
  static List<String> lines(List<Chunk> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.text().replace("\n", "/") + " " + chunk.heading()).toList();
  }
}
