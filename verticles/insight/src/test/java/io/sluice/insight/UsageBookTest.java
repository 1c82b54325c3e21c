package io.sluice.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Insight.AccountUse;
import io.sluice.message.Insight.Day;
import io.sluice.message.Insight.Line;
import io.sluice.message.Insight.VariantUse;
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

    var day = book.days("acme", MONDAY, MONDAY).getFirst();
    assertEquals(List.of(new Line("complex", "openai", "large", 1, 1, 100, 20, 0.25, 0.5, 0.0),
        new Line("simple", "openai", "small", 2, 2, 200, 40, 0.5, 1.0, 0.0)), day.answered());
    assertEquals(Map.of("gateway.internal", 1L), day.refused());
  }

  @Test
  void whatWasMadeToBeComparedCountsByItsTokensAndItsCost() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("acme", MONDAY, Ends.compared("simple", "small"));
    book.add("acme", TUESDAY, Ends.compared("complex", "large"));

    assertEquals(
        List.of(List.of(new Line("simple", "openai", "small", 1, 1, 200, 40, 0.5, 0.5, 0.0)),
            List.of(new Line("complex", "openai", "large", 0, 0, 100, 20, 0.25, 0, 0.0))),
        book.days("acme", MONDAY, TUESDAY).stream().map(Day::answered).toList());
    assertEquals(List.of(new AccountUse("nobody", 1, 0.75)),
        book.accounts("acme", MONDAY, TUESDAY));
  }

  @Test
  void whatIsUsedIsAddedUpByVariant() {
    book.add("acme", MONDAY, Ends.by("control", null));
    book.add("acme", MONDAY, Ends.by("short", null));
    book.add("acme", MONDAY, Ends.by("short", null));

    assertEquals(List.of(new VariantUse("control", 1, 1, 0.25, 0.5),
        new VariantUse("short", 2, 2, 0.5, 1.0)),
        book.days("acme", MONDAY, MONDAY).getFirst().variants());
  }

  @Test
  void whatCachesSavedIsToldApart() {
    book.add("acme", MONDAY, Ends.answered("simple", "small"));
    book.add("acme", MONDAY, Ends.saved("simple", "small", 0.75));

    assertEquals(List.of(new Line("simple", "openai", "small", 2, 2, 100, 20, 0.25, 1.25, 0.75)),
        book.days("acme", MONDAY, MONDAY).getFirst().answered());
  }

  @Test
  void whatIsUsedIsAddedUpByAccountTheDearestFirst() {
    book.add("acme", MONDAY, Ends.by("control", "key:a"));
    book.add("acme", MONDAY, Ends.by("control", "key:b"));
    book.add("acme", TUESDAY, Ends.by("control", "key:b"));
    book.add("acme", TUESDAY, Ends.by("control", null));
    book.add("acme", TUESDAY.plusDays(1), Ends.by("control", "key:a"));

    assertEquals(List.of(new AccountUse("key:b", 2, 0.5), new AccountUse("key:a", 1, 0.25),
        new AccountUse("nobody", 1, 0.25)), book.accounts("acme", MONDAY, TUESDAY));
    assertEquals(List.of(), book.accounts("other", MONDAY, TUESDAY));
  }

  @Test
  void accountsBeyondTheBoundAreCountedAsOne() {
    for (var i = 0; i < AccountUses.MOST + 7; i++) {
      book.add("acme", MONDAY, Ends.by("control", "key:" + i));
      book.add("acme", TUESDAY, Ends.by("control", "key:t" + i));
    }
    var day = book.accounts("acme", MONDAY, MONDAY);
    var both = book.accounts("acme", MONDAY, TUESDAY);

    assertEquals(AccountUses.MOST + 1, day.size());
    assertEquals(new AccountUse("others", 7, 7 * 0.25), day.getLast());
    assertEquals(AccountUses.MOST + 1, both.size());
    assertEquals(new AccountUse("others", 1014, 1014 * 0.25), both.getLast());
    book.add("acme", MONDAY, Ends.by("control", "key:0"));
    assertEquals(new AccountUse("key:0", 2, 0.5), book.accounts("acme", MONDAY, MONDAY).getFirst(),
        "who is told apart stays so");
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
    assertEquals(List.of(new AccountUse("nobody", 2, 0.5)),
        again.accounts("acme", MONDAY, MONDAY));
    assertEquals(List.of(new VariantUse("control", 2, 2, 0.5, 1.0)),
        again.days("acme", MONDAY, MONDAY).getFirst().variants());
  }
}
