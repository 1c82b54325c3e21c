package io.sluice.retrieval;

import static io.weaviate.client6.v1.api.collections.query.Filter.property;

import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Passage;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Vector;
import io.sluice.retrieval.Fusion.Fused;
import io.weaviate.client6.v1.api.collections.aggregate.AggregateResponse;
import io.weaviate.client6.v1.api.collections.query.Filter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A search on Weaviate: its legs are two requests at once, and their fusion is ours. */
final class WeaviateSearch implements Searchable {

  /**
   * At least as many are asked for: of passages that are not yet a segment on its disk, which they are
   * a minute later, Weaviate passes good ones over as soon as it has as many as it was asked for,
   * unless it was started with {@code USE_BLOCKMAX_WAND=false}.
   */
  private static final int FEWEST_ASKED_FOR = 100;

  private final SearchPlan plan;
  private final CallInfo call;
  private final WeaviateContents contents;
  private final WeaviateSamples samples;
  private final Filter wanted;
  private final boolean spaceExists;
  private final WeaviateUniform uniform;
  /** How many documents lie in other spaces, whoever may see them; null where none do, or nobody asks. */
  private final @Nullable CompletableFuture<AggregateResponse> others;
  /** By their ids, the passages that were found and their numbers. */
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<WeaviateRow> rows = new ArrayList<>();
  /** By their ids, those of which all was read. */
  private final Map<String, WeaviateRow> whole = new HashMap<>();

  WeaviateSearch(Filters filters, CallInfo call, SearchPlan plan, WeaviateContents contents,
      WeaviateVectors vectors, WeaviateSamples samples, WeaviateUniform uniform)
      throws IOException {
    this.plan = plan;
    this.call = call;
    this.contents = contents;
    this.samples = samples;
    this.wanted = contents.there(WeaviateFilters.wanted(filters, call));
    var space = plan.space();
    this.spaceExists = space != null && vectors.exists(space);
    this.uniform = uniform;
    this.others = space == null || uniform.is(contents, space)
        ? null
        : contents.versions().count(contents.there(others(space)));
  }

  @Override
  public long epoch() {
    return contents.epoch();
  }

  @Override
  public List<Fused> search(Words words, @Nullable Vector vector) throws IOException {
    var passages = contents.passages();
    var asked = Math.max(plan.candidates(), FEWEST_ASKED_FOR);
    var space = plan.space();
    var byVector = vector == null || space == null || !spaceExists
        ? null
        : passages.search(
            new WeaviateQuery.Nearest(vector, space, wanted, plan.candidates(), vectors()));
    var text = WeaviateWords.ask(words);
    var byWords = plan.weights().keyword() == 0 || words.isEmpty()
        ? null
        : passages.search(new WeaviateQuery.Words(text.text(), wanted, asked, vectors()));
    var keyword = byWords == null
        ? List.<Found>of()
        : found(passages.await(byWords), row -> row.score() / text.times());
    var near = byVector == null
        ? List.<Found>of()
        : found(passages.await(byVector), WeaviateRow::cosine);
    if (others == null) {
      contents.foundAll();
    }
    return plan.fusion().fuse(keyword, near, plan.candidates());
  }

  @Override
  public Words nearest(Words words) throws IOException {
    return new WeaviateSpelling(contents.passages(), wanted).nearest(words);
  }

  @Override
  public List<List<String>> matched(List<Fused> passages, Words words) throws IOException {
    return whole(passages).stream().map(row -> matched(row, words)).toList();
  }

  private static List<String> matched(WeaviateRow row, Words words) {
    var there = row.words();
    var matched = new LinkedHashSet<String>();
    for (var language : Words.LANGUAGES) {
      words.of(language).keySet().stream()
          .filter(term -> there.contains(WeaviateWords.marked(term, language)))
          .forEach(matched::add);
    }
    return List.copyOf(matched);
  }

  @Override
  public List<Passage> passages(List<Fused> found) throws IOException {
    return whole(found).stream().map(WeaviatePassage::read).toList();
  }

  private List<WeaviateRow> whole(List<Fused> found) throws IOException {
    var uuids = found.stream().map(one -> rows.get(one.doc()).uuid()).toList();
    var missing = uuids.stream().filter(uuid -> !whole.containsKey(uuid)).toList();
    for (var row : contents.passages().find(missing, WeaviatePassage.READ)) {
      whole.put(row.uuid(), row);
    }
    if (!whole.keySet().containsAll(uuids)) {
      throw gone();
    }
    return uuids.stream().map(whole::get).toList();
  }

  @Override
  public double rarity(String term, Language language) throws IOException {
    return samples.of(contents).rarity(WeaviateWords.marked(term, language));
  }

  @Override
  public Map<Integer, Vector> vectors(List<Fused> found) throws IOException {
    var space = plan.space();
    var vectors = new HashMap<Integer, Vector>();
    if (space == null || !spaceExists) {
      return vectors;
    }
    var rows = found.stream().map(one -> this.rows.get(one.doc())).toList();
    for (var row : vectors() == null ? withVectors(rows, space) : rows) {
      var number = numbers.get(row.uuid());
      var vector = row.vector(space);
      if (number != null && vector != null) {
        vectors.put(number, vector);
      }
    }
    return vectors;
  }

  private List<WeaviateRow> withVectors(List<WeaviateRow> rows, Space space)
      throws IOException {
    var read = contents.passages()
        .withVectors(rows.stream().map(WeaviateRow::uuid).toList(), space);
    if (read.size() < rows.size()) {
      throw gone();
    }
    return read;
  }

  private static WeaviateFailure gone() {
    return WeaviateFailure.unavailable("a passage went while it was read");
  }

  /** The space whose vectors come with what is found, where those of all are needed. */
  private @Nullable Space vectors() {
    return spaceExists && plan.feedback() == Feedback.MEANING ? plan.space() : null;
  }

  @Override
  public @Nullable Integer otherModel() throws IOException {
    var space = plan.space();
    if (space == null) {
      return null;
    }
    if (others == null || contents.versions().awaitCount(others) == 0) {
      uniform.note(contents, space);
      return 0;
    }
    return contents.versions().awaitCount(contents.versions().count(
        contents.there(Filter.and(WeaviateFilters.allowed(call), others(space)))));
  }

  /** The documents that have vectors, but in other spaces than this. */
  private static Filter others(Space space) {
    return property(WeaviateSchema.SPACE).containsNone(WeaviateEntry.NO_SPACE,
        WeaviateNames.vector(space));
  }

  private List<Found> found(List<WeaviateRow> leg, ToDoubleFunction<WeaviateRow> score) {
    var found = new ArrayList<Found>();
    var inOrder = leg.stream()
        .sorted(Comparator.comparingDouble(score).reversed().thenComparing(WeaviateRow::uuid))
        .limit(plan.candidates()).toList();
    for (var row : inOrder) {
      var number = numbers.computeIfAbsent(row.uuid(), _ -> {
        rows.add(row);
        return rows.size() - 1;
      });
      found.add(new Found(number, score.applyAsDouble(row)));
    }
    return found;
  }
}
