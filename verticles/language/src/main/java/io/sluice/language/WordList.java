package io.sluice.language;

import java.util.List;
import java.util.regex.Pattern;

/** Words as they are listed in the source: in a text block, with white space between them. */
final class WordList {

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private WordList() {}

  static List<String> of(String words) {
    return SPACE.splitAsStream(words.strip()).toList();
  }
}
