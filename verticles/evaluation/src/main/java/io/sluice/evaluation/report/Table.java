package io.sluice.evaluation.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are also straight at a terminal. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table row(List<String> cells) {
    rows.add(cells.stream().map(Table::inOneCell).toList());
    return this;
  }

  /** The first row is the head; the first column goes to the left, all others to the right. */
  String text() {
    var widths = widths();
    var text = new StringBuilder();
    for (var i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i), widths)).append('\n');
      if (i == 0) {
        text.append(rule(widths)).append('\n');
      }
    }
    return text.toString();
  }

  private int[] widths() {
    var widths = new int[rows.getFirst().size()];
    for (var row : rows) {
      for (var i = 0; i < widths.length; i++) {
        widths[i] = Math.max(Math.max(2, widths[i]), width(row.get(i)));
      }
    }
    return widths;
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder("|");
    for (var i = 0; i < widths.length; i++) {
      var blanks = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(' ').append(i == 0 ? cells.get(i) + blanks : blanks + cells.get(i))
          .append(" |");
    }
    return line.toString();
  }

  private static String rule(int[] widths) {
    var rule = new StringBuilder("|");
    for (var i = 0; i < widths.length; i++) {
      rule.append(i == 0 ? "-".repeat(widths[i] + 2) : "-".repeat(widths[i] + 1) + ":")
          .append('|');
    }
    return rule.toString();
  }

  private static String inOneCell(String cell) {
    return cell.replaceAll("\\s", " ").replace("|", "\\|");
  }

  /** Letters of East Asia take two columns. */
  private static int width(String cell) {
    return cell.codePoints().map(letter -> isWide(letter) ? 2 : 1).sum();
  }

  private static boolean isWide(int letter) {
    return switch (Character.UnicodeScript.of(letter)) {
      case HANGUL, HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }
}
