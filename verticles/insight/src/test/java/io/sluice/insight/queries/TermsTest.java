package io.sluice.insight.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.insight.files.JsonLines;
import io.sluice.insight.queries.QueriesConfig.Text;
import io.sluice.message.AnswerEvent.Usage;
import io.sluice.message.Course;
import io.sluice.message.Filters;
import io.sluice.message.Insight.Observe;
import io.sluice.message.QueryRecord;
import io.sluice.message.QueryRecord.Terms;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written of the terms that a question was asked on. */
class TermsTest {
  private static final Filters FILTERS = new Filters(List.of("인사"), "ko", LocalDate.EPOCH, null,
      "kim@example.org", "https://example.org/*");
  private static final Terms TERMS = new Terms(3, FILTERS, "short", "complex", "queries", true);

  @Test
  void withoutPersonalDataTheyAreWrittenAndRead() {
    var masked = new Filters(List.of("인사"), "ko", LocalDate.EPOCH, null, "[EMAIL]",
        "https://example.org/*");

    assertEquals(TERMS.with(masked), written(Text.MASKED, TERMS));
    assertEquals(TERMS, written(Text.PLAIN, TERMS));
  }

  @Test
  void withoutTextNeitherFiltersAreWrittenNorWhatMayBeNoVariant() {
    assertEquals(new Terms(3, null, "", "complex", "queries", true), written(Text.NONE, TERMS));
  }

  @Test
  void theVariantOfWhatWasRefusedMayBeAnything() {
    var wrong = new Terms(null, null, "kim@example.org", null, null, null);
    assertEquals(new Terms(null, null, "[EMAIL]", null, null, null), written(Text.MASKED, wrong));
  }

  @Test
  void whatNobodyWantedTakesNoRoom() {
    var nothing = new Terms(null, null, null, null, null, null);

    assertEquals(nothing, written(Text.MASKED, nothing));
    assertEquals("{}", JsonLines.text(nothing));
    assertNull(written(Text.MASKED, null), "a node that does not tell, and a line of before");
  }

  private static @Nullable Terms written(Text text, @Nullable Terms terms) {
    var course = new Course(null, 0, "r", null, "default", "q", "q", "", null, null, null,
        List.of(), terms);
    var line = JsonLines.text(new Records(text).of("t",
        new Observe("a.b", false, null, Usage.NONE, List.of(), null, null, null, course), course));
    var read = JsonLines.read(line, QueryRecord.class);
    assertNotNull(read);
    return read.terms();
  }
}
