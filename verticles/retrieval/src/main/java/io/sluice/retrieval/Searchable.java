package io.sluice.retrieval;

import io.sluice.language.Language;
import io.sluice.message.Passage;
import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine brings to a search: the passages that the asker may see and wants to, by numbers that
 * last as long as the search. All of it is as of one moment, and blocks.
 */
interface Searchable {

  long epoch();

  /** What the legs find, at once and in one order. */
  List<Fused> search(Words words, @Nullable Vector vector)
      throws IOException, InterruptedException;

  /** The nearest words that there are, of which there may be none. */
  Words nearest(Words words) throws IOException;

  /** For each passage the words that are in it, its title or its headings, in the order of the query. */
  List<List<String>> matched(List<Fused> passages, Words words) throws IOException;

  /** What is quoted of them. */
  List<Passage> passages(List<Fused> found) throws IOException;

  /** How rare a word is among all passages: 0 where half of them have it, or more. */
  double rarity(String term, Language language) throws IOException;

  /** The vectors of those that have one in the space of the search, by their numbers. */
  Map<Integer, Vector> vectors(List<Fused> found) throws IOException;

  /**
   * How many documents the asker may find have vectors that those of the search cannot be compared
   * with; null where no vectors are searched.
   */
  @Nullable
  Integer otherModel() throws IOException;
}
