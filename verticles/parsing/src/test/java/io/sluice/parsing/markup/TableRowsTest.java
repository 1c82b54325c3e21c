package io.sluice.parsing.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableRowsTest {

  @Test
  void repeatsTheHeaderAndLeavesOutEmptyCells() throws IOException {
    assertEquals(List.of("Name: Kim; Days: 15", "Name: Lee", "12"), rows(
        List.of("Name", "Days", ""), List.of("Kim", "15", ""), List.of("Lee", "", ""),
        List.of("", "", "12")));
  }

  @Test
  void writesATitleThatStandsOverTheHeader() throws IOException {
    assertEquals(List.of("Leave 2024", "Name: Kim; Days: 15"), rows(List.of("Leave 2024", ""),
        List.of("Name", "Days"), List.of("Kim", "15")));
  }

  @Test
  void namesWhatIsInATableOfOneColumn() throws IOException {
    assertEquals(List.of("Name: Kim", "Name: Lee"), rows(List.of("Name"), List.of("Kim"),
        List.of("Lee")));
  }

  @Test
  void writesAHeaderWithoutRows() throws IOException {
    assertEquals(List.of("Name; Days"), rows(List.of("Name", "Days")));
  }

  @Test
  void putsACellOnOneLine() throws IOException {
    assertEquals(List.of("A: x y; B: z"), rows(List.of("A", "B"), List.of(" x\n y ", "z")));
  }

  @Test
  void takesYearsForAHeader() throws IOException {
    assertEquals(List.of("2023: 1; 2024: 2"), rows(List.of("2023", "2024"), List.of("1", "2")));
  }

  @Test
  void writesTheHeaderOfAVeryWideTableOnce() throws IOException {
    var names = IntStream.range(0, 2000).mapToObj(i -> "이름 " + i).toList();
    var cells = IntStream.range(0, 2000).mapToObj(i -> "x" + i).toList();
    assertEquals(
        List.of(String.join("; ", names), String.join("; ", cells), String.join("; ", cells)),
        rows(names, cells, cells));
  }

  @Test
  void writesALongTitleOnce() throws IOException {
    var title = "leave ".repeat(2000).strip();
    assertEquals(List.of(title, "15", "12"), rows(List.of(title), List.of("15"), List.of("12")));
  }

  @Test
  void repeatsAHeaderOfHundredsOfColumns() throws IOException {
    var names = IntStream.range(0, 600).mapToObj(i -> "question" + i).toList();
    var row = rows(names, names.stream().map(_ -> "x").toList()).getFirst();
    assertEquals("question599: x", row.substring(row.lastIndexOf("; ") + 2));
  }

  @SafeVarargs
  private static List<String> rows(List<String>... rows) throws IOException {
    var lines = new ArrayList<String>();
    var table = new TableRows(lines::add);
    for (var row : rows) {
      table.row(row);
    }
    table.end();
    return lines;
  }
}
