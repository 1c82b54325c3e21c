package io.sluice.retrieval;

import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.Copy;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Likeness;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Finds the documents that are like a text: those with the same words, and those nearly so. */
final class CopySearch {

  private static final int LONGEST_HASH = 1_000;
  private static final int MOST_COPIES = 10_000;

  private final FindCopies request;
  private final Snapshot snapshot;
  private final Map<Integer, Double> similarities = new HashMap<>();

  private CopySearch(FindCopies request, Snapshot snapshot) {
    this.request = request;
    this.snapshot = snapshot;
  }

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(FindCopies request) {
    return request.similarity() >= 0 && request.similarity() <= 1
        ? check(request.likeness())
        : new BadRequest("must be from 0 to 1, not " + request.similarity(), "similarity");
  }

  static @Nullable Refusal check(Likeness likeness) {
    if (likeness.textHash().length() > LONGEST_HASH) {
      return new BadRequest("more than " + LONGEST_HASH + " characters", "likeness.textHash");
    }
    return likeness.sketch().length() == Sketch.BYTES
        ? null
        : new BadRequest("a sketch has " + Sketch.NUMBERS + " numbers of four bytes each, this one "
            + likeness.sketch().length() + " bytes", "likeness.sketch");
  }

  static Reply<CopiesFound> run(FindCopies request, Snapshot snapshot) throws IOException {
    return Reply.of(new CopiesFound(new CopySearch(request, snapshot).run()));
  }

  private List<Copy> run() throws IOException {
    compareNumbers();
    var sameWords = new TermQuery(new Term(Schema.TEXT_HASH, request.likeness().textHash()));
    for (var found : snapshot.all(sameWords)) {
      similarities.put(found.doc, 1.0);
    }
    var best = similarities.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed()).limit(MOST_COPIES)
        .toList();
    var copies = new ArrayList<Copy>();
    for (var found : best) {
      var head = snapshot.currentAt(found.getKey()).head();
      if (!head.document().id().equals(request.document())) {
        copies.add(new Copy(head.document(), found.getValue(), head.leftOutFor()));
      }
    }
    copies.sort(Comparator.comparingDouble(Copy::similarity).reversed()
        .thenComparing(copy -> copy.document().id()));
    return copies;
  }

  /** Compares with those that have a band in common. */
  private void compareNumbers() throws IOException {
    var sketch = request.likeness().sketch().content();
    var segments = snapshot.searcher().getLeafContexts();
    for (var found : snapshot.all(new TermInSetQuery(Schema.BAND, Sketch.bands(sketch)))) {
      var segment = segments.get(ReaderUtil.subIndex(found.doc, segments));
      var sketches = DocValues.getBinary(segment.reader(), Schema.SKETCH);
      if (sketches.advanceExact(found.doc - segment.docBase)) {
        var similarity = Sketch.similarity(sketch, sketches.binaryValue());
        if (similarity >= request.similarity()) {
          similarities.put(found.doc, similarity);
        }
      }
    }
  }
}
