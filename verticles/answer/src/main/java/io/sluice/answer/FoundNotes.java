package io.sluice.answer;

import io.sluice.answer.PassageSearch.Found;
import io.sluice.message.Expansion;
import io.sluice.message.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is noted of a search that has just ended, to be read by people. */
final class FoundNotes {
  private FoundNotes() {}

  static void of(Found found, Notes notes) {
    var embed = orZero(found.embedMs());
    var search = orZero(found.searchMs());
    var rerank = orZero(found.rerankMs());
    var begin = Math.max(0, notes.now() - embed - search - rerank);
    var embedded = found.sought().embedded();
    if (found.embedMs() != null) {
      notes.did("embed", begin, embed, found.sought().query(), embedded == null
          ? "no vector"
          : "a vector of " + embedded.model());
    }
    var query = found.sought().query() + expansions(found.expansions());
    if (found.rerankMs() == null) {
      notes.did("search", begin + embed, search, query, lines(found.hits()));
    } else {
      notes.did("search", begin + embed, search, query, lines(found.hits().stream()
          .sorted(Comparator.comparingInt(FoundNotes::fused)).toList()));
      notes.did("rerank", begin + embed + search, rerank, null, lines(found.hits()));
    }
  }

  private static String expansions(@Nullable List<Expansion> expansions) {
    return expansions == null
        ? ""
        : expansions.stream().map(one -> "; " + one.kind().name().toLowerCase(Locale.ROOT) + ": "
            + String.join(", ", one.words())).collect(Collectors.joining());
  }

  private static int fused(Hit hit) {
    return hit.why() == null ? Integer.MAX_VALUE : hit.why().fused();
  }

  private static String lines(List<Hit> hits) {
    return hits.isEmpty()
        ? "nothing"
        : hits.stream().map(FoundNotes::line).collect(Collectors.joining("\n"));
  }

  private static String line(Hit hit) {
    var passage = hit.passage();
    var line = new StringBuilder().append(String.format(Locale.ROOT, "%.3f ", hit.score()))
        .append(passage.document()).append(" v").append(passage.version()).append(' ')
        .append(passage.start()).append('-').append(passage.end());
    var why = hit.why();
    if (why != null) {
      rank(line, " words #", why.keyword());
      rank(line, " meaning #", why.vector());
      line.append(" together #").append(why.fused());
    }
    if (hit.legs().rerank() != null) {
      line.append(String.format(Locale.ROOT, " reranked %.3f", hit.legs().rerank()));
    }
    return line.toString();
  }

  private static void rank(StringBuilder line, String leg, @Nullable Integer rank) {
    if (rank != null) {
      line.append(leg).append(rank);
    }
  }

  private static double orZero(@Nullable Double ms) {
    return ms == null ? 0 : ms;
  }
}
