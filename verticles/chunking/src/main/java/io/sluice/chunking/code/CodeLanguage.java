package io.sluice.chunking.code;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A programming language; its names are those people and tools use, and its files' extensions. */
public enum CodeLanguage {
  JAVA("java"),
  KOTLIN("kotlin kt kts"),
  SCALA("scala sc"),
  GROOVY("groovy gradle gvy"),
  C("c h"),
  CPP("c++ cpp cc cxx hpp hh hxx"),
  CSHARP("c# csharp cs"),
  GO("go golang"),
  RUST("rust rs"),
  JAVASCRIPT("javascript js jsx mjs cjs"),
  TYPESCRIPT("typescript ts tsx mts cts"),
  PHP("php phtml"),
  SWIFT("swift"),
  PYTHON("python py pyi pyw"),
  RUBY("ruby rb rake gemspec"),
  SQL("sql ddl psql mysql plsql"),
  SHELL("shell sh bash zsh ksh"),
  /** Any other: its lines are all that is known of it. */
  OTHER("");

  private static final Map<String, CodeLanguage> BY_NAME = byName();

  private final String names;

  CodeLanguage(String names) {
    this.names = names;
  }

  /** The language of this name or file extension, in whatever case. */
  public static CodeLanguage named(String name) {
    return BY_NAME.getOrDefault(name.strip().toLowerCase(Locale.ROOT), OTHER);
  }

  private static Map<String, CodeLanguage> byName() {
    var byName = new HashMap<String, CodeLanguage>();
    for (var language : values()) {
      for (var name : language.names.split(" ", -1)) {
        byName.put(name, language);
      }
    }
    return byName;
  }
}
