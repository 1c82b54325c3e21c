package io.sluice.bench;

import static java.util.Objects.requireNonNull;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Documents and queries out of a seed. Words are made of syllables and as unevenly frequent as those
 * of a language are; vectors lie around centres, as those of texts lie around topics. A query has a
 * few words of a passage and a vector near its own.
 */
final class SyntheticCorpus {
  static final String COLLECTION = "bench";
  static final int TOP = 6;
  static final String MODEL = "synthetic";
  private static final int DIMENSION = 384;
  private static final int TOPICS = 200;
  private static final int VOCABULARY = 20_000;
  private static final int PASSAGE_WORDS = 120;
  private static final int QUERY_WORDS = 7;
  private static final int PASSAGES_OF_DOCUMENT = 500;
  private static final String[] SYLLABLES = ("ba co di fu ga he ki lo mu na pe qui ro su ta ve wi xo"
      + " yu za bra cle dri flo gru pla sto tre").split(" ", -1);

  private final Random random = new Random(20_26);
  private final List<String> words = IntStream.range(0, VOCABULARY).mapToObj(this::word).toList();
  private final List<float[]> topics = IntStream.range(0, TOPICS)
      .mapToObj(_ -> near(new float[DIMENSION], 1)).toList();
  private final List<NewPassage> passages;

  SyntheticCorpus(int passages) {
    this.passages = IntStream.range(0, passages).mapToObj(this::passage).toList();
  }

  List<CommitDocument> documents() {
    var documents = new ArrayList<CommitDocument>();
    for (var from = 0; from < passages.size(); from += PASSAGES_OF_DOCUMENT) {
      var own = passages.subList(from, Math.min(passages.size(), from + PASSAGES_OF_DOCUMENT));
      var id = "document-" + documents.size();
      documents.add(new CommitDocument(new DocumentVersion(COLLECTION, id, 1, text(4),
          "text/plain", "en", LocalDate.EPOCH, List.of(), List.of(), null, id, MODEL,
          Instant.EPOCH, null, null), " ".repeat(PASSAGE_WORDS), own));
    }
    return documents;
  }

  FindPassages query() {
    var passage = passages.get(random.nextInt(passages.size()));
    var said = passage.text().split(" ", -1);
    var query = IntStream.range(0, QUERY_WORDS)
        .mapToObj(_ -> said[random.nextInt(said.length)]).collect(Collectors.joining(" "));
    var vector = passage.vector();
    return new FindPassages(COLLECTION, query,
        vector == null ? null : Vector.of(near(vector.values(), 0.5f)), true, SearchMode.HYBRID,
        TOP, Filters.NONE, null, MODEL);
  }

  /** The hashes of the passages nearest to a query, by looking at all. */
  List<String> nearest(FindPassages query, int count) {
    var vector = requireNonNull(query.vector());
    return passages.stream()
        .sorted(Comparator.comparingDouble((NewPassage passage) -> -vector
            .dot(requireNonNull(passage.vector()))))
        .limit(count).map(NewPassage::hash).toList();
  }

  static CallInfo call() {
    return CallInfo.within(Duration.ofSeconds(60), "bench");
  }

  private NewPassage passage(int number) {
    return new NewPassage("hash-" + number, List.of(text(3)), "en", text(PASSAGE_WORDS), 0,
        PASSAGE_WORDS, Vector.of(near(topics.get(random.nextInt(TOPICS)), 1)), null);
  }

  private String text(int count) {
    return IntStream.range(0, count).mapToObj(_ -> words.get(rank()))
        .collect(Collectors.joining(" "));
  }

  /** Zipf: a word is as rare as its rank is large. */
  private int rank() {
    return (int) Math.pow(VOCABULARY, random.nextDouble()) % VOCABULARY;
  }

  private String word(int rank) {
    var word = new StringBuilder();
    for (var rest = rank + SYLLABLES.length; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }

  /** A vector of length 1, so far from the centre. */
  private float[] near(float[] centre, float spread) {
    var vector = new float[DIMENSION];
    for (var i = 0; i < DIMENSION; i++) {
      vector[i] = centre[i] + (float) random.nextGaussian() * spread / (float) Math.sqrt(DIMENSION);
    }
    return RawModel.unit(vector);
  }
}
