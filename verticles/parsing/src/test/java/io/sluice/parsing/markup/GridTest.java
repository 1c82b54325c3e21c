package io.sluice.parsing.markup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.markup.Grid.Cell;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {
  private final Grid grid = new Grid();

  @Test
  void putsACellInEachRowAndColumnItSpans() {
    assertEquals(List.of("팀", "팀", "x"),
        grid.row(List.of(new Cell("팀", 2, 2), new Cell("x", 1, 1))));
    assertEquals(List.of("팀", "팀", "y"), grid.row(List.of(new Cell("y", 1, 1))));
  }

  @Test
  void keepsEveryCellOfAWideRow() {
    var cells = IntStream.range(0, 5000).mapToObj(i -> new Cell("x" + i, 1, 1)).toList();
    assertEquals(cells.stream().map(Cell::text).toList(), grid.row(cells));
  }

  @Test
  void boundsWhatSpansClaim() {
    var claims = Collections.nCopies(1000, new Cell("x", Integer.MAX_VALUE, Integer.MAX_VALUE));
    assertEquals(200 + 999, grid.row(claims).size());
    assertEquals(200, grid.row(List.of()).size());
  }
}
