package io.sluice.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the log of an answer. The components are what users see in the event's JSON. */
public sealed interface AnswerEvent extends StreamEvent {

  /** All was said. The words for how an answer ended are those of OpenAI's clients. */
  String STOP = "stop";
  /** There was more to say than may be said. */
  String LENGTH = "length";
  /** Its maker's filter stopped the model. */
  String FILTER = "content_filter";

  /** The event's name in SSE and WebSocket. */
  default String kind() {
    return switch (this) {
      case Accepted e -> "accepted";
      case Routed e -> "routed";
      case Sources e -> "sources";
      case Token e -> "token";
      case Citation e -> "citation";
      case Degraded e -> "degraded";
      case Usage e -> "usage";
      case Done e -> "done";
      case Failed e -> "error";
    };
  }

  record Accepted(String id) implements AnswerEvent {}

  /**
   * Who answers.
   *
   * @param why what speaks for the tier; null where the asker chose it
   */
  record Routed(String variant, String tier, String provider, String model, CacheState cache,
      @Nullable List<String> why) implements AnswerEvent {
    public Routed {
      why = why == null ? null : List.copyOf(why);
    }
  }

  record Sources(List<Source> sources) implements AnswerEvent {
    public Sources {
      sources = List.copyOf(sources);
    }
  }

  record Token(String text) implements AnswerEvent, GenerationEvent {}

  /** The text of the answer from start to end rests on these sources. */
  record Citation(int start, int end,
      List<Integer> sources) implements AnswerEvent, GenerationEvent {
    public Citation {
      sources = List.copyOf(sources);
    }
  }

  /**
   * What was given up to answer at all, and why.
   *
   * @param retryAfterMs when it may be there again; null where nobody knows
   */
  record Degraded(String what, String why,
      @Nullable Long retryAfterMs) implements AnswerEvent, GenerationEvent {

    public Degraded(String what, String why) {
      this(what, why, null);
    }

    /** For this reason, which may say when it is over. */
    public static Degraded since(String what, String before, Refusal why) {
      return new Degraded(what, before + why.message(),
          why.retryAfterMs() > 0 ? why.retryAfterMs() : null);
    }
  }

  /**
   * What the answer took.
   *
   * @param savedUsd what the same tokens would have cost more at the dearest tier
   */
  record Usage(int promptTokens, int completionTokens, double costUsd,
      double savedUsd) implements AnswerEvent {
    public static final Usage NONE = new Usage(0, 0, 0);

    /** With nothing saved. */
    public Usage(int promptTokens, int completionTokens, double costUsd) {
      this(promptTokens, completionTokens, costUsd, 0);
    }

    /** The same where somebody else pays: all of it is saved. */
    public Usage paidByAnother() {
      return new Usage(0, 0, 0, costUsd + savedUsd);
    }

    public Usage plus(Usage other) {
      return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens,
          costUsd + other.costUsd, savedUsd + other.savedUsd);
    }
  }

  /**
   * The whole answer without its text, which the tokens carried.
   *
   * @param unsupported what its sources do not bear out; older nodes do not say
   * @param support how much of what was checked its sources bear out, from 0 to 1; null where nothing
   *        was checked
   * @param finishReason why its words ended: {@link #STOP}, {@link #LENGTH} or {@link #FILTER}; older
   *        nodes do not say
   * @param suggestions what could be asked instead where nothing was found; older nodes do not say
   */
  record Done(String id, boolean grounded, List<Source> sources, List<Citation> citations,
      Route route, CacheState cache, List<Degraded> degraded, Usage usage, Timings timings,
      @Nullable List<Unsupported> unsupported, @Nullable Double support,
      @Nullable String finishReason, @Nullable List<String> suggestions)
      implements
        AnswerEvent {
    public Done {
      sources = List.copyOf(sources);
      citations = List.copyOf(citations);
      degraded = List.copyOf(degraded);
      unsupported = unsupported == null ? null : List.copyOf(unsupported);
      suggestions = suggestions == null ? null : List.copyOf(suggestions);
    }

    /** With this usage instead. */
    public Done with(Usage other) {
      return new Done(id, grounded, sources, citations, route, cache, degraded, other, timings,
          unsupported, support, finishReason, suggestions);
    }

    /** With these sources only. */
    public Done with(List<Source> others) {
      return new Done(id, grounded, others, citations, route, cache, degraded, usage, timings,
          unsupported, support, finishReason, suggestions);
    }
  }

  /**
   * There is no answer, or not all of one.
   *
   * @param apology for the asker, in the language of the question; null where there is nothing to be sorry
   *        for
   */
  record Failed(Refusal refusal, @Nullable String apology) implements AnswerEvent {

    public Failed(Refusal refusal) {
      this(refusal, null);
    }
  }

  /** A passage the answer may rest on, numbered as the text cites it. */
  record Source(int n, String document, int version, String passage, String title, String text,
      int start, int end, double score, @Nullable Integer page) {

    public static Source of(int n, Hit hit) {
      var p = hit.passage();
      return new Source(n, p.document(), p.version(), p.id(), p.title(), p.text(), p.start(),
          p.end(), hit.score(), p.page());
    }
  }

  /** A sentence of the answer, from start to end, that its sources do not bear out. */
  record Unsupported(int start, int end, String why) {}

  record Route(String variant, String tier, String provider, String model) {
    /** The provider that quotes passages and needs no model. */
    public static final String EXTRACTIVE = "extractive";
  }

  /** Which cache answered ({@code none}, {@code exact}, {@code semantic}) and how well it fits. */
  record CacheState(String layer, @Nullable Double similarity, @Nullable Long ageMs) {
    public static final CacheState NONE = new CacheState("none", null, null);
  }

  /** How long the stages took, in milliseconds; null where a stage did not run. */
  record Timings(double totalMs, @Nullable Double embedMs, @Nullable Double searchMs,
      @Nullable Double rerankMs, @Nullable Double firstTokenMs) {}
}
