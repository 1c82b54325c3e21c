package io.sluice.chunking;

import io.sluice.chunking.code.CodeLanguage;
import io.sluice.chunking.code.CodeUnit;
import io.sluice.chunking.code.CodeUnits;
import io.sluice.language.Blank;
import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By class and function. Small neighbours are gathered up to the limit; a class over the limit comes
 * apart into its members, and what else is over it into its lines. The path of a passage holds the
 * classes and the function it is of; of several functions, what they have in common.
 */
final class CodeCutting implements Cutting {

  /** Classes within classes; what is deeper is cut at its lines. */
  private static final int DEEPEST = 8;

  private final CodeLanguage language;

  CodeCutting(CodeLanguage language) {
    this.language = language;
  }

  @Override
  public Cut cut(Source source) {
    var chunks = new ArrayList<Chunk>();
    var units = CodeUnits.of(source.text(), language);
    new Walk(source, units, chunks, 0).members(units.in(source.whole()), source.text().length(),
        List.of(), null);
    return new Cut(chunks, Strategy.CODE);
  }

  private record Walk(Source source, CodeUnits units, List<Chunk> chunks, int depth) {

    /** The members of one class, up to its end, with what stands before them. */
    void members(Iterator<CodeUnit> members, int end, List<String> path,
        @Nullable CodeUnit before) {
      var gathering = new Gathering(source, 0, Walk::inCommon, chunks);
      if (before != null) {
        unit(before, path, gathering);
      }
      while (members.hasNext()) {
        var member = members.next();
        // The brace that closes a class belongs to its last member.
        var unit = members.hasNext() ? member : member.until(end);
        unit(unit, below(path, unit.name()), gathering);
      }
      gathering.end();
    }

    private void unit(CodeUnit unit, List<String> path, Gathering gathering) {
      var start = Lines.withIndent(source.text(), 0, unit.start());
      var end = Blank.skipBack(source.text(), start, unit.end());
      var tokens = source.count(start, end);
      if (tokens <= source.maxTokens()) {
        gathering.add(new Piece(start, end, tokens, path));
        return;
      }
      gathering.end();
      var body = unit.body();
      var members = body == null ? List.<CodeUnit>of().iterator() : units.in(body);
      if (body != null && members.hasNext() && depth < DEEPEST) {
        var head = new CodeUnit(start, body.start(), null, null);
        new Walk(source, units, chunks, depth + 1).members(members, end, path, head);
      } else {
        new LinePieces(source).of(new Span(start, end), path, gathering::add);
        gathering.end();
      }
    }

    private static List<String> below(List<String> path, @Nullable String name) {
      if (name == null) {
        return path;
      }
      var below = new ArrayList<>(path);
      below.add(name);
      return below;
    }

    private static List<String> inCommon(List<String> one, List<String> other) {
      var same = 0;
      while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
        same++;
      }
      return one.subList(0, same);
    }
  }
}
