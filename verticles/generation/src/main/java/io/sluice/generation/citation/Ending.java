package io.sluice.generation.citation;

import io.sluice.language.Sentences;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether the last sentence of an answer that was cut short has its end. A citation is no end, and a full
 * stop is none behind a number or an abbreviation: who knows what was to follow.
 */
final class Ending {
  private static final Pattern MARKER = Pattern.compile("\\[\\d{1,3}]");
  private static final int LONGEST_MARKER = 5;
  private static final String ENDS = ".!?。！？";
  private static final String CLOSES = " \t\n\"'”’)*_`";
  /** What may go on behind an abbreviation: "No. 5", "Dr. Kim". */
  private static final List<String> MORE = List.of(" 5", " Kim");

  private Ending() {}

  static boolean isWhole(String sentence) {
    var text = stripped(sentence);
    return !text.isEmpty() && ENDS.indexOf(text.charAt(text.length() - 1)) >= 0
        && (!text.endsWith(".") || endsAtFullStop(text));
  }

  private static boolean endsAtFullStop(String text) {
    var before = text.length() < 2 ? '.' : text.charAt(text.length() - 2);
    return before != '.' && !Character.isDigit(before)
        && MORE.stream().allMatch(more -> isOfItsOwn(more, text));
  }

  private static boolean isOfItsOwn(String more, String text) {
    return Sentences.of(text + more).getLast().start() > text.length();
  }

  /** Without the citations and closing marks behind it. */
  private static String stripped(String sentence) {
    var end = sentence.length();
    var last = -1;
    while (end > 0 && end != last) {
      last = end;
      end = CLOSES.indexOf(sentence.charAt(end - 1)) >= 0 ? end - 1 : markerBefore(sentence, end);
    }
    return sentence.substring(0, end);
  }

  /** Where the citation begins that ends here; here, where there is none. */
  private static int markerBefore(String text, int end) {
    var from = text.lastIndexOf('[', end - 1);
    return from >= Math.max(0, end - LONGEST_MARKER)
        && MARKER.matcher(text.substring(from, end)).matches() ? from : end;
  }
}
