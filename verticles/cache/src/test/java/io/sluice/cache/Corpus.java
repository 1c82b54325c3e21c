package io.sluice.cache;

import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A collection of a few documents that remembers what it was at each epoch: of each document its passages,
 * by the epoch since which each is searched without a break.
 */
final class Corpus {
  private static final int DOCUMENTS = 3;
  private static final int PASSAGES = 4;

  private final Random random;
  private final long first;
  private final List<Map<String, Map<String, Long>>> states = new ArrayList<>();
  private final List<CorpusChanged> news = new ArrayList<>();

  /** As it stands when somebody begins to listen. */
  Corpus(Random random) {
    this.random = random;
    this.first = random.nextInt(10);
    var state = new HashMap<String, Map<String, Long>>();
    for (var i = 0; i < DOCUMENTS; i++) {
      state.put("d" + i, version(Map.of(), first));
    }
    states.add(state);
  }

  long epoch() {
    return first + news.size();
  }

  CorpusChanged newsOf(long epoch) {
    return news.get((int) (epoch - first - 1));
  }

  /** New versions of one document or two. */
  void change() {
    var next = epoch() + 1;
    var state = new HashMap<>(now());
    var changes = new ArrayList<DocumentChange>();
    for (var i = random.nextInt(2); i < 2; i++) {
      var document = "d" + random.nextInt(DOCUMENTS);
      if (changes.stream().noneMatch(change -> change.document().equals(document))) {
        var before = Objects.requireNonNull(state.get(document));
        // of a document that has another title all passages are others
        var after = version(random.nextInt(5) == 0 ? Map.of() : before, next);
        changes.add(new DocumentChange(document, without(before, after), without(after, before)));
        state.put(document, after);
      }
    }
    news.add(new CorpusChanged(Samples.TENANT, Samples.HANDBOOK, next - 1, next, changes));
    states.add(state);
  }

  private Map<String, Long> version(Map<String, Long> before, long epoch) {
    var passages = new HashMap<String, Long>();
    for (var i = 0; i < PASSAGES; i++) {
      if (random.nextInt(3) > 0) {
        passages.put("p" + i, before.getOrDefault("p" + i, epoch));
      }
    }
    return passages;
  }

  private static List<String> without(Map<String, Long> these, Map<String, Long> those) {
    return these.keySet().stream()
        .filter(hash -> !Objects.equals(these.get(hash), those.get(hash))).toList();
  }

  /** Some passages that are searched now, or a document as a whole. */
  List<Basis> find() {
    var found = new ArrayList<Basis>();
    now().forEach((document, passages) -> {
      passages.keySet().stream().filter(_ -> random.nextInt(4) == 0)
          .forEach(hash -> found.add(new Basis(document, hash)));
      if (random.nextInt(12) == 0) {
        found.add(new Basis(document, null));
      }
    });
    return found;
  }

  private Map<String, Map<String, Long>> now() {
    return states.getLast();
  }

  /** Whether it was the same in each state from this epoch to that one. */
  boolean isUntouched(Basis basis, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .allMatch(epoch -> at(basis, epoch).equals(at(basis, from)));
  }

  private Object at(Basis basis, long epoch) {
    var passages = Objects.requireNonNull(
        states.get((int) (epoch - first)).get(basis.document()));
    return basis.hash() == null ? passages : passages.getOrDefault(basis.hash(), -1L);
  }
}
