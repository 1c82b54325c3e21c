package io.sluice.chunking;

import org.jspecify.annotations.Nullable;

/** Cuts documents into passages, by the strategy it was given or what suits the document. */
public final class Chunker {
  private final ChunkingConfig config;

  public Chunker(ChunkingConfig config) {
    this.config = config;
  }

  /** The document's title where it has one of its own: the first heading of the first level. */
  public static @Nullable String title(String text, Structure structure) {
    return switch (structure) {
      case Structure.Markdown() -> Sections.title(text);
      case Structure.Plain(),Structure.Code(_) -> null;
    };
  }

  /**
   * The passages of a text.
   *
   * @param title the document's, which is left out of the passages' headings
   */
  public Cut cut(String text, String title, Structure structure, SentenceVectors vectors) {
    return cutting(structure, vectors).cut(new Source(text, title, structure, config));
  }

  private Cutting cutting(Structure structure, SentenceVectors vectors) {
    return switch (config.strategy()) {
      case AUTO, CODE -> suiting(structure);
      case FIXED -> new FixedCutting();
      case PARAGRAPH -> new ParagraphCutting();
      case HEADING -> structure instanceof Structure.Code
          ? new ParagraphCutting()
          : suiting(structure);
      case SEMANTIC -> structure instanceof Structure.Code
          ? suiting(structure)
          : new SemanticCutting(vectors);
    };
  }

  private static Cutting suiting(Structure structure) {
    return switch (structure) {
      case Structure.Plain() -> new ParagraphCutting();
      case Structure.Markdown() -> new HeadingCutting();
      case Structure.Code(var language) -> new CodeCutting(language);
    };
  }
}
