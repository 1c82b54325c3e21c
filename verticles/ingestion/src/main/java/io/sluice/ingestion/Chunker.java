package io.sluice.ingestion;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.sluice.ingestion.Sections.Section;
import io.sluice.language.Sentences;
import io.sluice.language.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into passages. A passage stays within one section; paragraphs are gathered up to
 * the limit of tokens, a paragraph over the limit is cut between sentences, a sentence over the
 * limit between characters. Each passage is exactly what lies between its offsets.
 */
final class Chunker {
  private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry()
      .getEncoding(EncodingType.CL100K_BASE);

  /** No token of this vocabulary is of more characters. */
  private static final int LONGEST_TOKEN = 128;

  private final int maxTokens;

  Chunker(int maxTokens) {
    this.maxTokens = maxTokens;
  }

  List<Chunk> cut(String text, String title, String mediaType) {
    var chunks = new ArrayList<Chunk>();
    for (var section : Sections.of(text, mediaType)) {
      gather(text, headingsBelow(title, section), pieces(text, section.body()), chunks);
    }
    return chunks;
  }

  /** Joins neighbouring pieces for as long as they fit together, with what lies between them. */
  private void gather(String text, List<String> heading, List<Piece> pieces, List<Chunk> chunks) {
    var from = 0;
    while (from < pieces.size()) {
      var start = pieces.get(from).span().start();
      var to = from + 1;
      for (var tokens = pieces.get(from).tokens(); to < pieces.size(); to++) {
        tokens += tokensWithGap(text, pieces.get(to - 1), pieces.get(to));
        if (tokens > maxTokens) {
          break;
        }
      }
      // Tokens of parts only nearly add up to those of the whole.
      while (to > from + 1 && count(text.substring(start, endOf(pieces, to))) > maxTokens) {
        to--;
      }
      var end = endOf(pieces, to);
      chunks.add(new Chunk(heading, text.substring(start, end), start, end));
      from = to;
    }
  }

  private int tokensWithGap(String text, Piece before, Piece piece) {
    return count(text.substring(before.span().end(), piece.span().start())) + piece.tokens();
  }

  private static int endOf(List<Piece> pieces, int to) {
    return pieces.get(to - 1).span().end();
  }

  private List<Piece> pieces(String text, Span body) {
    var pieces = new ArrayList<Piece>();
    for (var paragraph : paragraphs(text, body)) {
      var tokens = count(paragraph.of(text));
      if (tokens <= maxTokens) {
        pieces.add(new Piece(paragraph, tokens));
      } else {
        cutLong(text, paragraph, pieces);
      }
    }
    return pieces;
  }

  private void cutLong(String text, Span paragraph, List<Piece> pieces) {
    for (var inner : Sentences.of(paragraph.of(text))) {
      var sentence = new Span(paragraph.start() + inner.start(), paragraph.start() + inner.end());
      var tokens = count(sentence.of(text));
      if (tokens <= maxTokens) {
        pieces.add(new Piece(sentence, tokens));
      } else {
        halve(text, sentence, pieces);
      }
    }
  }

  /** Cuts what has no sentences, again and again, until the parts fit. */
  private void halve(String text, Span span, List<Piece> pieces) {
    var tokens = count(span.of(text));
    var cut = tokens <= maxTokens ? span.end() : cut(text, span);
    if (cut == span.end()) {
      pieces.add(new Piece(span, tokens));
      return;
    }
    halve(text, trimmed(text, span.start(), cut), pieces);
    halve(text, trimmed(text, cut, span.end()), pieces);
  }

  /** Before the middle, after a line or a word where there is one; its end where it is one letter. */
  private static int cut(String text, Span span) {
    var middle = span.start() + span.length() / 2;
    var earliest = span.start() + span.length() / 4;
    var space = -1;
    for (var at = middle; at > earliest; at--) {
      var before = text.charAt(at - 1);
      if (before == '\n') {
        return at;
      }
      if (space < 0 && Character.isWhitespace(before)) {
        space = at;
      }
    }
    if (space >= 0) {
      return space;
    }
    return span.length() > 1 && !Character.isSurrogatePair(text.charAt(middle - 1),
        text.charAt(middle)) ? middle : Math.min(middle + 1, span.end());
  }

  private static List<Span> paragraphs(String text, Span body) {
    var paragraphs = new ArrayList<Span>();
    var start = -1;
    var end = body.start();
    for (var at = body.start(); at < body.end();) {
      var newline = text.indexOf('\n', at);
      var lineEnd = newline < 0 || newline >= body.end() ? body.end() : newline + 1;
      var line = trimmed(text, at, lineEnd);
      if (line.length() > 0) {
        start = start < 0 ? line.start() : start;
        end = line.end();
      } else if (start >= 0) {
        paragraphs.add(new Span(start, end));
        start = -1;
      }
      at = lineEnd;
    }
    if (start >= 0) {
      paragraphs.add(new Span(start, end));
    }
    return paragraphs;
  }

  private static Span trimmed(String text, int start, int end) {
    var from = start;
    var to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new Span(from, to);
  }

  /** The title is known already and need not stand in every passage's path. */
  private static List<String> headingsBelow(String title, Section section) {
    var path = section.heading();
    return !path.isEmpty() && path.getFirst().equals(title) ? path.subList(1, path.size()) : path;
  }

  private int count(String text) {
    // Counting a megabyte without a space takes seconds, and it is over the limit in any case.
    return text.length() > maxTokens * LONGEST_TOKEN
        ? text.length() / LONGEST_TOKEN + 1
        : TOKENS.countTokensOrdinary(text);
  }

  private record Piece(Span span, int tokens) {}
}
