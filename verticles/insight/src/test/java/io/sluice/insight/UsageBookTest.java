package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Line;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageBookTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 6, 1);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private final UsageBook book = new UsageBook();

  @Test
  void whatIsUsedIsAddedUpByTierAndModel() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("acme", MONDAY, Ends.answered("complex", "large"));
    book.add("acme", MONDAY, Ends.refused("gateway.internal"));

    assertEquals(List.of(new Day(MONDAY,
        List.of(new Line("complex", "openai", "large", 1, 1, 100, 20, 0.25, 0.5),
            new Line("simple", "openai", "small", 2, 2, 200, 40, 0.5, 1.0)),
        Map.of("gateway.internal", 1L))), book.days("acme", MONDAY, MONDAY));
  }

  @Test
  void whatWasMadeToBeComparedCountsByItsTokensAndItsCost() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("acme", MONDAY, Ends.compared("simple", "small"));
    book.add("acme", TUESDAY, Ends.compared("complex", "large"));

    assertEquals(List.of(
        new Day(MONDAY, List.of(new Line("simple", "openai", "small", 1, 1, 200, 40, 0.5, 0.5)),
            Map.of()),
        new Day(TUESDAY, List.of(new Line("complex", "openai", "large", 0, 0, 100, 20, 0.25, 0)),
            Map.of())),
        book.days("acme", MONDAY, TUESDAY));
  }

  @Test
  void nobodySeesTheUsageOfAnother() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));

    assertEquals(List.of(), book.days("other", MONDAY, MONDAY));
  }

  @Test
  void bothDaysCountAndNoOther() {
    for (var day = 0; day < 5; day++) {
      book.add("acme", MONDAY.plusDays(day), Ends.refused("gateway.internal"));
    }

    assertEquals(List.of(TUESDAY, TUESDAY.plusDays(1)),
        book.days("acme", TUESDAY, TUESDAY.plusDays(1)).stream().map(Day::day).toList());
    assertEquals(List.of(), book.days("acme", TUESDAY, MONDAY));
  }

  @Test
  void oldDaysAreForgotten() {
    book.add("acme", MONDAY, Ends.refused("gateway.internal"));
    book.add("acme", TUESDAY, Ends.refused("gateway.internal"));
    assertTrue(book.takeChanged());
    book.forgetBefore(TUESDAY);

    assertTrue(book.takeChanged());
    assertEquals(1, book.days("acme", MONDAY, TUESDAY).size());
    book.forgetBefore(TUESDAY);
    assertFalse(book.takeChanged(), "nothing was forgotten");
  }

  @Test
  void whatIsTakenOutIsTheSameWhenPutIn() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("회사", TUESDAY, Ends.refused("gateway.internal"));
    var again = UsageBook.of(book.all());
    again.add("acme", MONDAY, Ends.answered("simple", "small"));

    assertEquals(2, again.days("acme", MONDAY, MONDAY).getFirst().answered().getFirst().answers());
    assertEquals(book.days("회사", MONDAY, TUESDAY), again.days("회사", MONDAY, TUESDAY));
  }
}
