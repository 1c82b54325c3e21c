package io.sluice.chunking;

import io.sluice.language.Span;
import java.util.List;

/** The text that is being cut, and what every strategy has to know of it. */
final class Source {
  private final String text;
  private final String title;
  private final Structure structure;
  private final ChunkingConfig config;
  private final Tokens tokens;

  Source(String text, String title, Structure structure, ChunkingConfig config) {
    this.text = text;
    this.title = title;
    this.structure = structure;
    this.config = config;
    this.tokens = new Tokens(text);
  }

  String text() {
    return text;
  }

  Span whole() {
    return new Span(0, text.length());
  }

  boolean isMarkdown() {
    return structure instanceof Structure.Markdown;
  }

  ChunkingConfig config() {
    return config;
  }

  int maxTokens() {
    return config.maxTokens();
  }

  Tokens tokens() {
    return tokens;
  }

  /** The tokens of a stretch; of one that is over the limit only that it is. */
  int count(int start, int end) {
    return tokens.count(start, end, config.maxTokens());
  }

  boolean fits(int start, int end) {
    return count(start, end) <= config.maxTokens();
  }

  /** The title is known already and need not stand in every passage's path. */
  Chunk chunk(List<String> path, int start, int end) {
    var below = !path.isEmpty() && path.getFirst().equals(title)
        ? path.subList(1, path.size())
        : path;
    return new Chunk(below, text.substring(start, end), start, end);
  }

  /** How a stretch of this text comes apart. */
  Pieces pieces() {
    return switch (structure) {
      case Structure.Plain() -> new PlainPieces(this);
      case Structure.Markdown() -> new MarkdownPieces(this);
      case Structure.Code(_) -> new LinePieces(this);
    };
  }
}
