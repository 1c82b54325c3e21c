package io.sluice.chunking;

import io.sluice.chunking.SentenceVectors.Unavailable;
import java.util.ArrayList;
import java.util.List;

/**
 * Sentences of one section gathered for as long as they are about the same: passages end at the widest
 * gaps of the document between what sentences mean, neither too short nor over the limit.
 *
 * <p>It falls back to paragraphs, and says why, where there are no vectors to be had and where the
 * document has more sentences than it is sensible to ask for.
 */
final class SemanticCutting implements Cutting {
  private static final int MOST_SENTENCES = 50_000;

  private final SentenceVectors vectors;

  SemanticCutting(SentenceVectors vectors) {
    this.vectors = vectors;
  }

  @Override
  public Cut cut(Source source) {
    var stretches = new ArrayList<List<Piece>>();
    var longText = new LongText(source);
    Stretches.of(source, (heading, span) -> {
      var sentences = new ArrayList<Piece>();
      longText.sentences(span, heading, sentences::add);
      stretches.add(sentences);
    });
    try {
      var gaps = Gaps.between(stretches, vectorsOf(source, stretches));
      var topics = new Topics(source, gaps.atPercentile(source.config().semanticPercentile()));
      var chunks = new ArrayList<Chunk>();
      for (var i = 0; i < stretches.size(); i++) {
        topics.of(stretches.get(i), gaps.of(i), chunks);
      }
      return new Cut(chunks, Strategy.SEMANTIC);
    } catch (Unavailable e) {
      var instead = source.isMarkdown() ? new HeadingCutting() : new ParagraphCutting();
      return instead.cut(source).insteadBecause(String.valueOf(e.getMessage()));
    }
  }

  /** Not asked for where no two sentences stand together. */
  private List<float[]> vectorsOf(Source source, List<List<Piece>> stretches) throws Unavailable {
    if (stretches.stream().allMatch(sentences -> sentences.size() < 2)) {
      return List.of();
    }
    var sentences = stretches.stream().flatMap(List::stream)
        .map(sentence -> source.text().substring(sentence.start(), sentence.end())).toList();
    if (sentences.size() > MOST_SENTENCES) {
      throw new Unavailable("the document has more than " + MOST_SENTENCES + " sentences");
    }
    var all = vectors.of(sentences);
    if (all.size() != sentences.size()
        || all.stream().anyMatch(vector -> vector.length != all.getFirst().length)) {
      throw new Unavailable("there is not one vector of the same length for each sentence");
    }
    return all;
  }
}
