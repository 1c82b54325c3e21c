package io.sluice.language;

import java.util.HashSet;
import java.util.Set;

/** The words of a question that only ask, in the form {@link Terms} gives them. */
final class QuestionWords {

  private static final Set<String> ALWAYS = terms("""
      며칠 무엇 뭐 뭐예요 뭣 무슨 어떻게 어떤 어느 언제 얼마 얼마나 누구 누가 어디 왜
      알리다 알려줘 알려주세요 가르쳐주세요 알고 궁금하다 궁금합니다 말씀 부탁
      what how many much when where who whom whose which why
      tell please know explain describe wonder let""");

  /** Those that only ask after "how", and mean something elsewhere: "how long", "a long trip". */
  private static final Set<String> AFTER_HOW = terms("long far often soon old");

  private QuestionWords() {}

  static boolean contains(String term, String previous) {
    return ALWAYS.contains(term) || (previous.equals("how") && AFTER_HOW.contains(term));
  }

  private static Set<String> terms(String words) {
    var terms = new HashSet<String>();
    for (var word : WordList.of(words)) {
      terms.addAll(Terms.of(word));
    }
    return Set.copyOf(terms);
  }
}
