package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.bus.Bus;
import io.sluice.language.Language;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Generation.Instead;
import io.sluice.message.Generation.Topic;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the asker may see of a collection that says nothing to the question: what is nearest by meaning,
 * however far that is, or without vectors the first documents there are. Where the embedding model does
 * not understand the language, what is spelled most like the question comes first.
 */
final class NearestTopics {
  private static final int CANDIDATES = 50;
  private static final int TOPICS = 8;

  private final Bus bus;

  NearestTopics(Bus bus) {
    this.bus = bus;
  }

  /** A topic before it is chosen. */
  private record Candidate(Topic topic, String language) {}

  /** Waits, for one more search, and where that finds nothing for a list. */
  Instead to(Found nothing, CallInfo call) {
    var sought = nothing.sought();
    var near = near(sought, call);
    if (!near.isEmpty()) {
      return new Instead(best(near, sought.query(), sought.fits()), false);
    }
    var request = new ListDocuments(sought.search().collection(), null, CANDIDATES, null);
    return switch (bus.ask(Retrieval.LIST_DOCUMENTS, request, call).await()) {
      case Refused<DocumentsListed>(Refusal why) -> new Instead(List.of(), false);
      case Answered<DocumentsListed>(DocumentsListed listed) -> new Instead(
          listed(listed, sought), listed.documents().isEmpty());
    };
  }

  private List<Candidate> near(Sought sought, CallInfo call) {
    var request = sought.nearest(CANDIDATES);
    if (request == null) {
      return List.of();
    }
    return switch (bus.ask(Retrieval.FIND_PASSAGES, request, call).await()) {
      case Refused<PassagesFound>(Refusal why) -> List.of();
      case Answered<PassagesFound>(PassagesFound found) -> found.hits().stream()
          .map(hit -> new Candidate(Topic.of(hit.passage()), hit.passage().language())).toList();
    };
  }

  /** A list knows nothing of filters. */
  private static List<Topic> listed(DocumentsListed listed, Sought sought) {
    return sought.search().filters().equals(Filters.NONE)
        ? best(listed.documents().stream().map(DocumentSummary::document)
            .map(one -> new Candidate(new Topic(one.title(), null), one.language())).toList(),
            sought.query(), false)
        : List.of();
  }

  private static List<Topic> best(List<Candidate> candidates, String query, boolean inOrder) {
    var language = Language.of(query).tag();
    var asked = pairs(query);
    var order = Comparator.<Candidate>comparingInt(one -> one.language().equals(language) ? 0 : 1);
    return candidates.stream()
        .sorted(inOrder ? order : order.thenComparingInt(one -> -shared(one.topic(), asked)))
        .map(Candidate::topic).distinct().limit(TOPICS).toList();
  }

  private static int shared(Topic topic, Set<String> asked) {
    var pairs = pairs(topic.title());
    pairs.addAll(pairs(topic.heading()));
    pairs.retainAll(asked);
    return pairs.size();
  }

  /** The pairs of letters in a text: what 휴가비 and 휴가, or vacasion and vacation, have in common. */
  private static Set<String> pairs(@Nullable String text) {
    var pairs = new HashSet<String>();
    var letters = text == null ? "" : text.toLowerCase(Locale.ROOT);
    for (var i = 1; i < letters.length(); i++) {
      if (Character.isLetterOrDigit(letters.charAt(i - 1))
          && Character.isLetterOrDigit(letters.charAt(i))) {
        pairs.add(letters.substring(i - 1, i + 1));
      }
    }
    return pairs;
  }
}
