package io.sluice.message;

import io.sluice.message.AnswerEvent.Route;
import io.sluice.message.AnswerEvent.Timings;
import io.sluice.message.AnswerEvent.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be told to and asked of {@code insight}: how answers went, and what they cost. */
public sealed interface Insight extends Message {

  Ask<ObserveAll, Observed> OBSERVE_ALL = new Ask<>("sluice.observe-all", ObserveAll.class,
      Observed.class, Duration.ofSeconds(5));
  Ask<ExplainAnswer, AnswerExplained> EXPLAIN_ANSWER = new Ask<>("sluice.explain-answer",
      ExplainAnswer.class, AnswerExplained.class, Duration.ofSeconds(10));
  Ask<GiveFeedback, FeedbackTaken> GIVE_FEEDBACK = new Ask<>("sluice.give-feedback",
      GiveFeedback.class, FeedbackTaken.class, Duration.ofSeconds(10));
  Ask<NoteClick, ClickNoted> NOTE_CLICK = new Ask<>("sluice.note-click", NoteClick.class,
      ClickNoted.class, Duration.ofSeconds(10));
  Ask<FindUsage, UsageFound> FIND_USAGE = new Ask<>("sluice.find-usage", FindUsage.class,
      UsageFound.class, Duration.ofSeconds(5));
  Ask<FindOverview, OverviewFound> FIND_OVERVIEW = new Ask<>("sluice.find-overview",
      FindOverview.class, OverviewFound.class, Duration.ofSeconds(5));
  Ask<FindAnswers, AnswersFound> FIND_ANSWERS = new Ask<>("sluice.find-answers",
      FindAnswers.class, AnswersFound.class, Duration.ofSeconds(10));

  /**
   * A question has ended like this.
   *
   * @param refusal the code of what it was refused for; null where it was answered
   * @param route who answered; null where it was refused
   * @param degraded what was given up for it
   * @param timings null where it was refused
   * @param cache the layer that answered; null where none did
   * @param unseen true where nobody asked it, and it was answered only to be compared; null where not
   * @param course what was asked and done, for the query log; null where nobody asked it
   */
  record Observe(@Nullable String refusal, boolean grounded, @Nullable Route route, Usage usage,
      List<String> degraded, @Nullable Timings timings, @Nullable String cache,
      @Nullable Boolean unseen, @Nullable Course course)
      implements
        Insight {
    public Observe {
      degraded = List.copyOf(degraded);
    }

    /** Of a question that somebody asked, of which nothing more is known. */
    public Observe(@Nullable String refusal, boolean grounded, @Nullable Route route, Usage usage,
        List<String> degraded, @Nullable Timings timings, @Nullable String cache) {
      this(refusal, grounded, route, usage, degraded, timings, cache, null, null);
    }

    /** Whether somebody asked it; else only what it took counts. */
    public boolean wasAsked() {
      return !Boolean.TRUE.equals(unseen);
    }
  }

  /** These questions of the tenant have ended, in this order. */
  record ObserveAll(List<Observe> ends) implements Insight {
    public ObserveAll {
      ends = List.copyOf(ends);
    }
  }

  /** They are counted. */
  record Observed() implements Insight {}

  /** How did the tenant's question go that this was the answer to? */
  record ExplainAnswer(String id) implements Insight {}

  /**
   * Like this.
   *
   * @param rating what it was rated last, from 1 to 5; null where nobody has rated it
   */
  record AnswerExplained(QueryRecord query, @Nullable Integer rating) implements Insight {}

  /**
   * What somebody says of an answer.
   *
   * @param rating from 1 to 5; null where only a comment is given
   */
  record GiveFeedback(String answer, @Nullable Integer rating,
      @Nullable String comment) implements Insight {}

  /** It is noted. */
  record FeedbackTaken() implements Insight {}

  /** Somebody opened the source of this number of an answer. */
  record NoteClick(String answer, int source) implements Insight {}

  /** It is noted. */
  record ClickNoted() implements Insight {}

  /** What did the tenant use on these days, both counted in? The days are those of UTC. */
  record FindUsage(LocalDate from, LocalDate to) implements Insight {}

  /**
   * This.
   *
   * @param days the oldest first; days without a question are left out. What each account used on a day is
   *        not among it
   * @param accounts what each account used in all, the dearest first; null from a node that does not know
   * @param forecast of the month that is now, whatever days were asked for; null where too few days are known
   */
  record UsageFound(List<Day> days, @Nullable List<AccountUse> accounts,
      @Nullable Forecast forecast) implements Insight {
    public UsageFound {
      days = List.copyOf(days);
      accounts = accounts == null ? null : List.copyOf(accounts);
    }
  }

  /**
   * What was used on a day.
   *
   * @param answered by whom
   * @param refused how often by the code of why
   * @param variants that answered; null where that was not counted yet
   * @param accounts that asked, with those beyond a bound as one; null where that was not counted yet, or is
   *        told otherwise
   */
  record Day(LocalDate day, List<Line> answered, Map<String, Long> refused,
      @Nullable List<VariantUse> variants, @Nullable List<AccountUse> accounts) {
    public Day {
      answered = List.copyOf(answered);
      refused = Map.copyOf(refused);
      variants = variants == null ? null : List.copyOf(variants);
      accounts = accounts == null ? null : List.copyOf(accounts);
    }
  }

  /**
   * What one model was used for at one tier.
   *
   * @param answers to what was asked; tokens and costs are also of those made only to be compared
   * @param grounded how many of the answers their sources bear out
   * @param savedUsd what the same tokens would have cost more at the dearest tier, and answers from the
   *        cache if they had been made
   * @param cacheSavedUsd how much of that answers from the cache saved; null where that was not counted yet
   */
  record Line(String tier, String provider, String model, long answers, long grounded,
      long promptTokens, long completionTokens, double costUsd, double savedUsd,
      @Nullable Double cacheSavedUsd) {

    public Line plus(Line other) {
      return new Line(tier, provider, model, answers + other.answers, grounded + other.grounded,
          promptTokens + other.promptTokens, completionTokens + other.completionTokens,
          costUsd + other.costUsd, savedUsd + other.savedUsd, cacheUsd() + other.cacheUsd());
    }

    /** What caches saved, as far as it was counted. */
    public double cacheUsd() {
      return cacheSavedUsd == null ? 0 : cacheSavedUsd;
    }
  }

  /** What a variant was used for; counted as {@link Line} is. */
  record VariantUse(String variant, long answers, long grounded, double costUsd,
      double savedUsd) {

    public VariantUse plus(VariantUse other) {
      return new VariantUse(variant, answers + other.answers, grounded + other.grounded,
          costUsd + other.costUsd, savedUsd + other.savedUsd);
    }
  }

  /** What an account used; counted as {@link Line} is. */
  record AccountUse(String account, long answers, double costUsd) {
    /** Where nobody counts who asks, and what nobody asked for. */
    public static final String NOBODY = "nobody";
    /** All that are too many to be told one by one. */
    public static final String OTHERS = "others";

    public AccountUse plus(AccountUse other) {
      return new AccountUse(account, answers + other.answers, costUsd + other.costUsd);
    }
  }

  /**
   * What a month will have cost at its end.
   *
   * @param spentUsd until now
   * @param expectedUsd until its end, what is spent included
   * @param lowUsd with {@code highUsd} where it will be in four months of five, if days go on as they were
   * @param days how many it is judged by
   */
  record Forecast(YearMonth month, double spentUsd, double expectedUsd, double lowUsd,
      double highUsd, int days) {}

  /** How did the tenant's questions of the last minutes go, as far as this node was told? */
  record FindOverview(int minutes) implements Insight {}

  /**
   * Like this.
   *
   * @param since when counting began
   * @param totals of all moments together
   * @param moments one after the other, the oldest first, also those without a question; the last one is not
   *        over yet
   */
  record OverviewFound(Instant from, Instant to, long stepMs, Instant since, Figures totals,
      List<Moment> moments) implements Insight {
    public OverviewFound {
      moments = List.copyOf(moments);
    }
  }

  /** The time that begins here. */
  record Moment(Instant at, Figures figures) {}

  /**
   * How the questions of a time went.
   *
   * @param p50Ms with {@code p99Ms} how long half of the answers, and nearly all, took at most, to a few in a
   *        hundred; null where there were none
   * @param costUsd also of what was answered only to be compared
   * @param topScore of the best passage of each answer that was made, from 0 to 1, on average; null where
   *        there were none
   */
  record Figures(long questions, long refused, long ungrounded, long cached, long degraded,
      @Nullable Double p50Ms, @Nullable Double p99Ms, double costUsd, double savedUsd,
      @Nullable Double topScore) {}

  /**
   * Which questions of the tenant went like this? What is null does not matter.
   *
   * @param limit how many are told at most
   * @param cursor where to go on, as it was told; null for the latest
   * @param result as in {@link AnswerSummary}
   * @param cache as in {@link AnswerSummary}
   * @param degraded whether something was given up
   * @param slowerThanMs refused ones are not among them
   * @param from the first moment that counts
   * @param to the last one
   */
  record FindAnswers(int limit, @Nullable String cursor, @Nullable String result,
      @Nullable String cache, @Nullable String tier, @Nullable String variant,
      @Nullable Boolean degraded, @Nullable Double slowerThanMs, @Nullable Instant from,
      @Nullable Instant to) implements Insight {}

  /**
   * These.
   *
   * @param answers the latest first; there may be none though there are more
   * @param next where to go on; null where there are no more
   */
  record AnswersFound(List<AnswerSummary> answers, @Nullable String next) implements Insight {
    public AnswersFound {
      answers = List.copyOf(answers);
    }
  }

  /**
   * How a question went, in short: what there is of it in the query log.
   *
   * @param id of the answer; null where the question was refused before there was one
   * @param at when it ended
   * @param result {@link #GROUNDED}, {@link #UNGROUNDED} or {@link #REFUSED}
   * @param refusal the code of what it was refused for; null where it was answered
   * @param tier with provider, model and variant who answered; null where it was refused
   * @param cache {@code none}, {@code exact} or {@code semantic}
   * @param degraded what was given up
   * @param totalMs null where it was refused
   */
  record AnswerSummary(@Nullable String id, Instant at, String requestId, String collection,
      String question, String result, @Nullable String refusal, @Nullable String tier,
      @Nullable String provider, @Nullable String model, @Nullable String variant, String cache,
      List<String> degraded, @Nullable Double totalMs, double costUsd) {
    public static final String GROUNDED = "grounded";
    public static final String UNGROUNDED = "ungrounded";
    public static final String REFUSED = "refused";

    public AnswerSummary {
      degraded = List.copyOf(degraded);
    }
  }
}
