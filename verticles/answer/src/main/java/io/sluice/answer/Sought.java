package io.sluice.answer;

import io.sluice.language.Language;
import io.sluice.message.Answering.Search;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for on both legs.
 *
 * @param embedded with the one vector of it; null where there is none: then it goes by words alone
 */
record Sought(Search search, String query, @Nullable Embedded embedded, int count) {

  FindPassages toMessage() {
    return new FindPassages(search.collection(), query,
        embedded == null ? null : embedded.vectors().getFirst(), fits(),
        embedded == null ? SearchMode.KEYWORD : search.mode(), count, search.filters(),
        search.alpha(), embedded == null ? null : embedded.model(), search.tuning());
  }

  /** Whether the embedding model understands its language. */
  boolean fits() {
    return embedded != null && embedded.languages().contains(Language.of(query).tag());
  }

  /** What is nearest by meaning alone, in whatever language; null where there is no vector. */
  @Nullable
  FindPassages nearest(int most) {
    return embedded == null
        ? null
        : new FindPassages(search.collection(), query, embedded.vectors().getFirst(), true,
            SearchMode.VECTOR, most, search.filters(), null, embedded.model(),
            new Tuning(null, Feedback.OFF));
  }

  /** More or fewer of them. */
  Sought best(int other) {
    return new Sought(search, query, embedded, other);
  }

  /** The same search for another query. */
  Sought as(String other, @Nullable Embedded itsVector) {
    return new Sought(search, other, itsVector, count);
  }

  /** The same words, by this meaning. */
  Sought by(Embedded origin, Vector vector) {
    return as(query, new Embedded(origin.model(), origin.languages(), List.of(vector)));
  }
}
