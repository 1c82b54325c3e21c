package io.sluice.chunking.code;

import io.sluice.language.Span;
import java.util.Iterator;
import java.util.List;

/** The units of one source. */
public final class CodeUnits {
  private final Masked code;
  private final CodeLanguage language;

  private CodeUnits(Masked code, CodeLanguage language) {
    this.code = code;
    this.language = language;
  }

  public static CodeUnits of(String text, CodeLanguage language) {
    return new CodeUnits(Lexer.read(text, language), language);
  }

  /** The units of the source or of a unit's body, in order; between them are blanks only. */
  public Iterator<CodeUnit> in(Span span) {
    return switch (language) {
      case JAVA, KOTLIN, SCALA, GROOVY, C, CPP, CSHARP, GO, RUST, JAVASCRIPT, TYPESCRIPT, PHP,
          SWIFT, SHELL ->
        new Declarations(code, language, span);
      case PYTHON, RUBY -> new Indentation(code, language, span);
      case SQL -> new Statements(code, span);
      case OTHER -> whole(span);
    };
  }

  private Iterator<CodeUnit> whole(Span span) {
    var start = code.skipSpace(span.start(), span.end());
    var units = start == span.end()
        ? List.<CodeUnit>of()
        : List.of(new CodeUnit(start, code.skipSpaceBack(start, span.end()), null, null));
    return units.iterator();
  }
}
