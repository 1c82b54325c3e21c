package io.sluice.tierrouting;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a question may demand beyond a fact, told by its words in Korean and English. */
enum Demand {
  /** Two things side by side. */
  COMPARISON("compares",
      "비교|차이|장단점|장점과\\s?단점|공통점|어느\\s?(?:쪽|것)이\\s?(?:더|나은|낫)|보다\\s?(?:나은|유리|좋은)"
          + "|대비\\s?(?:어떤|어떻게)",
      "compar(?:e|es|ed|ing|ison)|differences?|differs?|differ\\s+from|versus|vs\\.?"
          + "|pros\\s+and\\s+cons|trade-?offs?|better\\s+than|advantages?|which\\s+is\\s+better"),
  /** Reasons, consequences, judgements. */
  ANALYSIS("asks for reasons or a judgement",
      "왜|이유|분석|원인|영향|평가해|설명해|근거를|의미하|시사하|타당",
      "why|analy[sz](?:e|es|ing|is)|evaluat(?:e|ion)|assess|impact|implications?|consequences?"
          + "|explain|justif(?:y|ication)|reasons?"),
  /** Much in one. */
  SYNTHESIS("asks for much in one",
      "요약|정리해|종합|개요|단계별|전체\\s?(?:과정|절차|흐름)|모든\\s?(?:경우|조건|절차)|빠짐없이",
      "summar(?:y|i[sz]e|i[sz]ing)|overview|outline|step\\s+by\\s+step|in\\s+detail"
          + "|list\\s+all|all\\s+(?:the\\s+)?(?:cases|conditions|steps|rules)");

  private final String what;
  private final Pattern words;

  /** Korean words stand with particles behind them; English ones stand alone. */
  Demand(String what, String korean, String english) {
    this.what = what;
    this.words = Pattern.compile("(?:" + korean + ")|\\b(?:" + english + ")(?![\\p{L}\\p{N}])",
        Pattern.CASE_INSENSITIVE);
  }

  String what() {
    return what;
  }

  /** The words of the question that demand it; null where there are none. */
  @Nullable
  String in(String question) {
    var found = words.matcher(question);
    return found.find() ? found.group() : null;
  }
}
