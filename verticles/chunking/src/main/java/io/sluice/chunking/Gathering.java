package io.sluice.chunking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Joins neighbouring pieces into passages for as long as they fit together, with what lies between
 * them. It holds no more pieces than one passage has.
 */
final class Gathering {
  private final Source source;
  private final int overlap;
  private final BinaryOperator<List<String>> headings;
  private final Seams seams;
  private final List<Chunk> chunks;
  private final List<Piece> held = new ArrayList<>();
  private int start;
  private int tokens;
  private int before = -1;

  /**
   * Gathers into {@code chunks}.
   *
   * @param headings what two pieces under these headings stand under together
   */
  Gathering(Source source, int overlap, BinaryOperator<List<String>> headings, List<Chunk> chunks) {
    this.source = source;
    this.overlap = overlap;
    this.headings = headings;
    this.seams = new Seams(source);
    this.chunks = chunks;
  }

  void add(Piece piece) {
    while (!held.isEmpty() && tokens + tokensWithGap(piece) > source.maxTokens()) {
      pass(false);
    }
    hold(piece);
  }

  /** What is held becomes passages; nothing of them is repeated in what comes next. */
  void end() {
    while (!held.isEmpty()) {
      pass(true);
    }
    before = -1;
  }

  private void hold(Piece piece) {
    if (held.isEmpty()) {
      start = repeated(piece);
      tokens = source.count(start, piece.start()) + piece.tokens();
    } else {
      tokens += tokensWithGap(piece);
    }
    held.add(piece);
  }

  private int tokensWithGap(Piece piece) {
    var gap = held.getLast().end();
    return source.count(gap, piece.start()) + piece.tokens();
  }

  /** Where the passage starts whose first piece this is: before it, where the last one is repeated. */
  private int repeated(Piece piece) {
    var room = Math.min(overlap, source.maxTokens() - piece.tokens());
    return before < 0 || room <= 0
        ? piece.start()
        : seams.repeatFrom(before, piece.start(), room);
  }

  /** How many of the first so many pieces lead on at their end; none where all of them do. */
  private int leading(int count) {
    var others = count;
    while (others > 0 && held.get(others - 1).leads()) {
      others--;
    }
    return others == 0 ? 0 : count - others;
  }

  /** Makes a passage of the first pieces; the others are held again. */
  private void pass(boolean last) {
    var count = held.size();
    // Tokens of parts only nearly add up to those of the whole.
    while (count > 1 && !source.fits(start, held.get(count - 1).end())) {
      count--;
    }
    count -= last && count == held.size() ? 0 : leading(count);
    var end = held.get(count - 1).end();
    if (count == 1 && start < held.getFirst().start() && !source.fits(start, end)) {
      start = held.getFirst().start();
    }
    var heading = held.subList(0, count).stream().map(Piece::heading).reduce(headings)
        .orElseThrow();
    chunks.add(source.chunk(heading, start, end));
    before = start;
    var rest = List.copyOf(held.subList(count, held.size()));
    held.clear();
    rest.forEach(this::hold);
  }
}
