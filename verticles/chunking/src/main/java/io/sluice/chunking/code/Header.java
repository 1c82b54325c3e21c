package io.sluice.chunking.code;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says of itself before its brace.
 *
 * @param name null where it has none that is understood
 * @param hasMembers whether what is in its braces are declarations again
 */
record Header(@Nullable String name, boolean hasMembers) {
  private static final int LONGEST = 2000;
  private static final int LONGEST_NAME = 100;

  private static final Header NOTHING = new Header(null, false);
  private static final Set<String> FUNCTIONS = Set.of("fun", "func", "fn", "function", "def");
  private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record", "object",
      "trait", "struct", "union", "namespace", "module", "protocol", "extension", "actor", "mod");
  private static final Set<String> OF_C = Set.of("struct", "union", "enum", "class");
  private static final Set<String> BEFORE_NAME = Set.of("class", "struct", "alignas",
      "__attribute__", "__declspec");
  private static final Set<String> NO_NAMES = Set.of("if", "for", "foreach", "while", "switch",
      "catch", "return", "new", "synchronized", "guard", "do", "try", "else", "finally", "static",
      "unsafe", "default", "export", "extends", "implements", "async", "await", "function",
      "class", "import", "type");
  private static final Set<String> VARIABLES = Set.of("val", "var", "let");

  /**
   * The header between these two places.
   *
   * @param braced whether a brace follows; without one only what says that it is a function has a name
   */
  static Header of(Masked code, CodeLanguage language, int from, int to, boolean braced) {
    var start = skipAnnotations(code, from, to);
    var words = HeaderWords.of(code, start, Math.min(to, start + LONGEST));
    if (language == CodeLanguage.CPP && words.size() > 1 && words.get(1).equals(":")) {
      // What follows is public or private.
      words = words.subList(2, words.size());
    }
    var header = language == CodeLanguage.SHELL
        ? ofShell(words)
        : of(words, language, braced);
    return header.name != null && header.name.length() > LONGEST_NAME
        ? new Header(null, header.hasMembers)
        : header;
  }

  /** Where the code starts that follows annotations and attributes; {@code to} where none does. */
  static int skipAnnotations(Masked code, int from, int to) {
    var at = code.skip(from, to);
    while (at < to) {
      int next;
      if (code.at(at) == '@' && !code.word(at + 1, to).equals("interface")) {
        next = HeaderWords.endOfName(code, at + 1, to);
        next = next < to && code.at(next) == '(' ? HeaderWords.endOfGroup(code, next, to) : next;
      } else if (code.at(at) == '['
          || (code.at(at) == '#' && at + 1 < to && code.at(at + 1) == '[')) {
        next = HeaderWords.endOfGroup(code, code.at(at) == '[' ? at : at + 1, to);
      } else {
        return at;
      }
      at = code.skip(next, to);
    }
    return at;
  }

  private static Header ofShell(List<String> words) {
    if (words.size() > 1 && words.getFirst().equals("function")) {
      return new Header(words.get(1), false);
    }
    return words.size() == 2 && isName(words, 0) && isGroup(words, 1)
        ? new Header(words.getFirst(), false)
        : NOTHING;
  }

  private static Header of(List<String> words, CodeLanguage language, boolean braced) {
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (FUNCTIONS.contains(word)) {
        return new Header(functionName(words, i), false);
      }
      var mayBeType = braced || language == CodeLanguage.SCALA || language == CodeLanguage.KOTLIN;
      var type = mayBeType ? typeAt(words, i, language) : null;
      if (type != null) {
        return type;
      }
      if (!braced) {
        continue;
      }
      if (VARIABLES.contains(word) && isName(words, i + 1)) {
        return new Header(words.get(i + 1), false);
      }
      if (isGroup(words, i) && i > 0 && isName(words, i - 1)) {
        return NO_NAMES.contains(words.get(i - 1))
            ? NOTHING
            : new Header(words.get(i - 1), false);
      }
      if (word.equals("=")) {
        return new Header(variable(words.subList(0, i)), words.contains("class"));
      }
    }
    return braced && !words.isEmpty() ? new Header(variable(words), false) : NOTHING;
  }

  private static @Nullable Header typeAt(List<String> words, int i, CodeLanguage language) {
    var word = words.get(i);
    var next = i + 1;
    while (next + 1 < words.size() && BEFORE_NAME.contains(words.get(next))) {
      next += isGroup(words, next + 1) ? 2 : 1;
    }
    if (word.equals("impl")) {
      return new Header(String.join(" ", words.subList(i, words.size())), true);
    }
    if (word.equals("extern") && words.size() == i + 2 && words.get(i + 1).equals("\"")) {
      return new Header(null, true);
    }
    if (!TYPES.contains(word)) {
      return null;
    }
    if (isName(words, next) && !NO_NAMES.contains(words.get(next))) {
      var inC = language == CodeLanguage.C || language == CodeLanguage.CPP;
      return inC && OF_C.contains(word) && returnsIt(words, next)
          ? null
          : new Header(dotted(words, next), true);
    }
    if (i > 1 && words.get(i - 2).equals("type")) {
      return new Header(words.get(i - 1), false);
    }
    if (i > 0 && words.get(i - 1).equals("companion")) {
      return new Header("companion", true);
    }
    return word.equals("namespace") && next == words.size() ? new Header(null, true) : null;
  }

  /** {@code Shop.Orders}. */
  private static String dotted(List<String> words, int first) {
    var name = new StringBuilder(words.get(first));
    for (var i = first + 1; i + 1 < words.size() && words.get(i).equals("."); i += 2) {
      name.append('.').append(words.get(i + 1));
    }
    return name.toString();
  }

  /** {@code struct point *origin(void)} is a function. */
  private static boolean returnsIt(List<String> words, int name) {
    for (var i = name + 2; i < words.size() && !words.get(i).equals(":"); i++) {
      if (isGroup(words, i) && isName(words, i - 1)) {
        return true;
      }
    }
    return false;
  }

  /** In Go the first brackets may hold what it is a method of. */
  private static @Nullable String functionName(List<String> words, int function) {
    var first = function + 1;
    var of = "";
    if (isGroup(words, first) && isName(words, first + 1)) {
      of = HeaderWords.receiver(words.get(first)) + ".";
      first++;
    }
    for (var i = first + 1; i < words.size(); i++) {
      if (isGroup(words, i) && isName(words, i - 1)) {
        return of + words.get(i - 1);
      }
    }
    return isName(words, first) ? of + words.get(first) : null;
  }

  /** What is declared without brackets: the word before its type, its value or its brace. */
  private static @Nullable String variable(List<String> words) {
    var typed = words.indexOf(":");
    var last = typed > 0 ? typed - 1 : words.size() - 1;
    return isName(words, last) && !NO_NAMES.contains(words.get(last)) ? words.get(last) : null;
  }

  private static boolean isGroup(List<String> words, int i) {
    return i < words.size() && words.get(i).startsWith("(");
  }

  private static boolean isName(List<String> words, int i) {
    return i >= 0 && i < words.size() && !words.get(i).isEmpty()
        && (Masked.isWordPart(words.get(i).charAt(0)) || words.get(i).charAt(0) == '~');
  }
}
