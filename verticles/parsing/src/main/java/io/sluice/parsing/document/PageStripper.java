package io.sluice.parsing.document;

import io.sluice.parsing.Refused;
import io.sluice.parsing.cleaning.Page;
import io.sluice.parsing.document.SetLine.Piece;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Collects a PDF's lines with their places, in the order in which the file has them. */
final class PageStripper extends PDFTextStripper {
  /** A gap of so many sizes of the letters is wider than any between words. */
  private static final float WIDE_GAP = 1.2f;

  private final Source source;
  private final List<Page> pages = new ArrayList<>();
  private final List<SetLine> lines = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder piece = new StringBuilder();
  private float left;
  private float right;
  private float baseline;
  private float size;
  private int longestWord;
  private long characters;

  PageStripper(Source source) {
    this.source = source;
    setAddMoreFormatting(false);
  }

  List<Page> pages() {
    return pages;
  }

  @Override
  protected void startPage(PDPage page) throws IOException {
    if (pages.size() >= source.maxPages()) {
      throw PdfReader.tooManyPages(pages.size() + 1, source.maxPages());
    }
  }

  @Override
  protected void startArticle(boolean leftToRight) {
    endLine();
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) throws IOException {
    characters += text.length();
    if (characters > source.maxCharacters()) {
      throw Refused.tooLong(source.maxCharacters());
    }
    if (positions.isEmpty()) {
      return;
    }
    if (hasGap(positions)) {
      positions.forEach(position -> add(position.getUnicode(), position, position));
    } else {
      add(text, positions.getFirst(), positions.getLast());
    }
    if (text.length() > longestWord) {
      longestWord = text.length();
      size = positions.getFirst().getFontSizeInPt();
    }
    baseline = positions.getLast().getYDirAdj();
  }

  @Override
  protected void writeWordSeparator() {
    piece.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void endPage(PDPage page) {
    endLine();
    pages.add(new Page(PageTables.lines(lines), page.getCropBox().getHeight()));
    lines.clear();
  }

  private void add(String text, TextPosition first, TextPosition last) {
    var start = first.getXDirAdj();
    if (!piece.isEmpty() && isWide(right, first)) {
      endPiece();
    }
    if (piece.isEmpty()) {
      left = start;
      right = start;
    }
    piece.append(text);
    right = Math.max(right, last.getXDirAdj() + last.getWidthDirAdj());
  }

  private static boolean hasGap(List<TextPosition> positions) {
    for (var i = 1; i < positions.size(); i++) {
      var before = positions.get(i - 1);
      if (isWide(before.getXDirAdj() + before.getWidthDirAdj(), positions.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWide(float end, TextPosition next) {
    return next.getXDirAdj() - end > WIDE_GAP * next.getFontSizeInPt();
  }

  private void endPiece() {
    var text = piece.toString();
    if (!text.isBlank()) {
      pieces.add(new Piece(text, left, right));
    }
    piece.setLength(0);
  }

  private void endLine() {
    var blankAfter = !piece.isEmpty() && piece.charAt(piece.length() - 1) == ' ';
    endPiece();
    if (!pieces.isEmpty()) {
      lines.add(new SetLine(List.copyOf(pieces), baseline, size, blankAfter));
    }
    pieces.clear();
    longestWord = 0;
  }
}
