package io.sluice.insight.quality;

import io.sluice.insight.feedback.Noted;
import io.sluice.insight.files.DayFiles;
import io.sluice.insight.files.JsonLines;
import io.sluice.insight.queries.QueryFiles;
import io.sluice.message.AnswerEvent.CacheState;
import io.sluice.message.Quality.Worst;
import io.sluice.message.QueryRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what the query log and the feedback say of one day of one tenant. Used once, by a worker. */
final class DayReader {
  private static final int MOST_WORST = 10;
  private static final int MOST_UNANSWERED = 1_000;
  private static final int FIRST = Opened.FIRST;
  private static final int OPINIONS_DAYS = 7;
  private static final Duration LATE = Duration.ofHours(1);
  /** What was said badly of, then what has no ground, then what was badly found. */
  private static final Comparator<Worst> WORST_FIRST = Comparator
      .comparingInt((Worst one) -> one.rating() == null ? Integer.MAX_VALUE : one.rating())
      .thenComparingInt(one -> one.why().equals("ungrounded") ? 0 : 1)
      .thenComparingDouble(one -> one.score() == null ? 1 : one.score());

  private final String tenant;
  private final LocalDate day;
  private final double badScore;
  private final Map<String, Opinion> opinions = new HashMap<>();
  /** The worst of them last. */
  private final PriorityQueue<Worst> worst = new PriorityQueue<>(WORST_FIRST.reversed());
  private final Map<String, Long> unanswered = new HashMap<>();
  final Mean topScore = new Mean();
  final Mean grounded = new Mean();
  final Mean topThreeClicked = new Mean();
  final Mean precision = new Mean();
  final Mean rating = new Mean();
  long questions;
  long answered;
  long refused;
  long searched;
  long notFound;
  double costUsd;

  /** What was thought of an answer. */
  private static final class Opinion {
    private final Set<Integer> opened = new HashSet<>();
    private @Nullable Integer rating;
  }

  /** A mean. */
  static final class Mean {
    private long count;
    private double sum;

    void add(double value) {
      count++;
      sum += value;
    }

    long count() {
      return count;
    }

    @Nullable
    Double value() {
      return count == 0 ? null : sum / count;
    }
  }

  /** @param badScore of a best passage, below which an answer should be looked at */
  DayReader(String tenant, LocalDate day, double badScore) {
    this.tenant = tenant;
    this.day = day;
    this.badScore = badScore;
  }

  /** What is said of answers counts for a week. */
  void read(Path folder) throws IOException {
    var sign = "\"tenant\":" + JsonLines.text(tenant);
    var enough = day.plusDays(OPINIONS_DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
    new DayFiles(folder.resolve("feedback")).read(day, line -> {
      var noted = line.contains(sign) ? JsonLines.read(line, Noted.class) : null;
      if (noted != null && noted.tenant().equals(tenant)) {
        note(noted);
      }
      return noted == null || noted.at().isBefore(enough);
    });
    // what ended at the day's end may be among what was written just after it
    var end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).plus(LATE);
    new QueryFiles(folder).read(day, tenant, query -> {
      if (dayOf(query).equals(day)) {
        count(query);
      }
      return query.at().isBefore(end);
    });
  }

  private static LocalDate dayOf(QueryRecord query) {
    return query.at().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private void note(Noted noted) {
    var opinion = opinions.computeIfAbsent(noted.answer(), first -> new Opinion());
    if (noted.rating() != null) {
      opinion.rating = noted.rating();
    }
    if (noted.clicked() != null) {
      opinion.opened.add(noted.clicked().n());
    }
  }

  private void count(QueryRecord query) {
    questions++;
    costUsd += query.usage().costUsd();
    if (query.refusal() != null) {
      refused++;
      return;
    }
    answered++;
    var opinion = query.id() == null ? null : opinions.get(query.id());
    if (!query.passages().isEmpty()) {
      thought(query, opinion);
    }
    if (opinion != null && opinion.rating != null) {
      rating.add(opinion.rating);
    }
    if (query.timings() != null && query.timings().searchMs() != null && isMade(query)) {
      made(query);
    }
    look(query, opinion == null ? null : opinion.rating);
  }

  private static boolean isMade(QueryRecord query) {
    return query.cache() == null || query.cache().layer().equals(CacheState.NONE.layer());
  }

  private void thought(QueryRecord query, @Nullable Opinion opinion) {
    var shown = query.passages().stream().limit(FIRST).toList();
    var opened = opinion == null
        ? 0
        : shown.stream().filter(quote -> opinion.opened.contains(quote.n())).count();
    topThreeClicked.add(opened > 0 ? 1 : 0);
    var badly = opinion != null && opinion.rating != null
        && opinion.rating <= Opened.BAD_RATING;
    if (badly || (opinion != null && !opinion.opened.isEmpty())) {
      precision.add((double) opened / shown.size());
    }
  }

  private void made(QueryRecord query) {
    searched++;
    if (!Held.of(!query.passages().isEmpty(), query.grounded(), query.support(),
        query.degraded())) {
      notFound++;
      if (!query.question().isEmpty() && (unanswered.size() < MOST_UNANSWERED
          || unanswered.containsKey(query.standalone()))) {
        unanswered.merge(query.standalone(), 1L, Long::sum);
      }
    }
    if (query.passages().isEmpty()) {
      return;
    }
    topScore.add(query.passages().getFirst().score());
    grounded.add(query.grounded() ? 1 : 0);
  }

  private void look(QueryRecord query, @Nullable Integer rated) {
    var why = why(query, rated);
    if (why != null && query.id() != null) {
      worst.add(new Worst(query.id(), query.question(),
          query.passages().isEmpty() ? null : query.passages().getFirst().score(), rated, why));
      if (worst.size() > MOST_WORST) {
        worst.poll();
      }
    }
  }

  private @Nullable String why(QueryRecord query, @Nullable Integer rated) {
    if (rated != null && rated <= Opened.BAD_RATING) {
      return "rating";
    }
    if (query.passages().isEmpty() || !isMade(query)) {
      return null;
    }
    if (!query.grounded()) {
      return "ungrounded";
    }
    return query.passages().getFirst().score() < badScore ? "score" : null;
  }

  List<Worst> worst() {
    return worst.stream().sorted(WORST_FIRST).toList();
  }

  Map<String, Long> unanswered() {
    return unanswered;
  }
}
