package io.sluice.chunking.code;

import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;

/** What a source's units are called, those within classes behind their class. */
final class Names {
  private final String text;
  private final CodeUnits units;
  private final List<String> names = new ArrayList<>();

  private Names(String text, CodeLanguage language) {
    this.text = text;
    this.units = CodeUnits.of(text, language);
  }

  /** The units that have a name. */
  static List<String> in(String text, CodeLanguage language) {
    return all(text, language).stream().filter(name -> !name.endsWith("-")).toList();
  }

  /** With a dash for those without. */
  static List<String> all(String text, CodeLanguage language) {
    var names = new Names(text, language);
    names.read(new Span(0, text.length()), "");
    return names.names;
  }

  /** The text of the unit of this name. */
  static String textOf(String name, String text, CodeLanguage language) {
    for (var units = CodeUnits.of(text, language).in(new Span(0, text.length())); units
        .hasNext();) {
      var unit = units.next();
      if (name.equals(unit.name())) {
        return text.substring(unit.start(), unit.end());
      }
    }
    throw new AssertionError("no " + name + " in " + all(text, language));
  }

  private void read(Span span, String above) {
    for (var found = units.in(span); found.hasNext();) {
      var unit = found.next();
      if (unit.start() >= unit.end() || text.substring(unit.start(), unit.end()).isBlank()) {
        throw new AssertionError("empty: " + unit);
      }
      var name = above + (unit.name() == null ? "-" : unit.name());
      names.add(name);
      var body = unit.body();
      if (body != null) {
        read(body, name + " > ");
      }
    }
  }
}
