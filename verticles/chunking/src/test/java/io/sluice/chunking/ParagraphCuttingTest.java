package io.sluice.chunking;

import static io.sluice.chunking.Structure.MARKDOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphCuttingTest {

  @Test
  void paragraphsAreGatheredAcrossHeadings() {
    assertEquals(List.of("# T/a//## B/b []"),
        Cuts.lines(Cuts.cut(Strategy.PARAGRAPH, 32, "# T\na\n\n## B\nb", MARKDOWN)));
  }

  @Test
  void aHeadingGoesWithWhatFollowsIt() {
    var text = "# T\nOne two three four five six.\n## B\nSeven eight nine ten eleven.\n";

    assertEquals(List.of("# T/One two three four five six. []",
        "## B/Seven eight nine ten eleven. []"),
        Cuts.lines(Cuts.cut(Strategy.PARAGRAPH, 16, text, MARKDOWN)));
  }

  @Test
  void headingsAloneAreGatheredToo() {
    assertEquals(List.of("# A/# B/# C []"),
        Cuts.lines(Cuts.cut(Strategy.PARAGRAPH, 16, "# A\n# B\n# C\n", MARKDOWN)));
  }
}
