package io.sluice.parsing.document;

import io.sluice.parsing.markup.MarkdownWriter;
import io.sluice.parsing.markup.TableRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a Word file while it is read. A cell that goes on from above has the words of the one
 * above; a cell over several columns has its words in each. A table of one column is a frame around
 * paragraphs and is written as such.
 */
final class DocxTable {
  private static final int WIDEST = 200;

  private final MarkdownWriter writer;
  private final TableRows rows;
  private final List<String> held = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private List<String> above = List.of();
  private List<String> row = new ArrayList<>();
  private int span = 1;
  private boolean goesOn;
  private boolean wide;

  DocxTable(MarkdownWriter writer) {
    this.writer = writer;
    this.rows = writer.tableRows();
  }

  void startCell() {
    cell.setLength(0);
    span = 1;
    goesOn = false;
  }

  void span(int columns) {
    span = Math.clamp(columns, 1, WIDEST);
  }

  void goesOnFromAbove() {
    goesOn = true;
  }

  void paragraph(String words) {
    if (!words.isBlank()) {
      cell.append(cell.isEmpty() ? "" : "\n").append(words);
    }
  }

  void endCell() {
    var column = row.size();
    var words = goesOn && column < above.size() ? above.get(column) : cell.toString();
    for (var i = 0; i < span && row.size() < WIDEST; i++) {
      row.add(words);
    }
    cell.setLength(0);
  }

  void endRow() throws IOException {
    if (row.size() > 1) {
      writeHeld();
      wide = true;
      rows.row(row);
    } else if (wide) {
      rows.row(row);
    } else {
      held.addAll(row);
    }
    above = row;
    row = new ArrayList<>();
  }

  void end() throws IOException {
    writeHeld();
    rows.end();
  }

  private void writeHeld() throws IOException {
    for (var words : held) {
      for (var paragraph : words.split("\n", -1)) {
        writer.paragraph(paragraph);
      }
    }
    held.clear();
  }
}
