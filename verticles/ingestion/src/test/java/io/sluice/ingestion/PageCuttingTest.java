package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.chunking.Chunker;
import io.sluice.chunking.ChunkingConfig;
import io.sluice.chunking.SentenceVectors;
import io.sluice.chunking.Strategy;
import io.sluice.chunking.Structure;
import io.sluice.privacy.Originals;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageCuttingTest {
  private static final PageCutting CUTTING = new PageCutting(
      new Chunker(new ChunkingConfig(Strategy.AUTO, 256, 0, 64, 90.0)), SentenceVectors.NONE);

  @Test
  void aPassageStaysOnItsPage() {
    var content = content("첫 쪽 😀.\n\nSecond page.\n\nThird.", Structure.PLAIN, 0, 9, 23);
    var chunks = CUTTING.cut(content);

    assertEquals(List.of("첫 쪽 😀.", "Second page.", "Third."),
        chunks.stream().map(chunk -> chunk.text()).toList());
    assertEquals(List.of(1, 2, 3),
        chunks.stream().map(chunk -> content.pageAt(chunk.start())).toList());
    for (var chunk : chunks) {
      assertEquals(chunk.text(), content.text().substring(chunk.start(), chunk.end()));
    }
  }

  @Test
  void ofPagesWithNothingOnThemTheLastCounts() {
    var content = content("One.\n\nFour.", Structure.PLAIN, 0, 6, 6, 6);

    assertEquals(List.of(1, 4), CUTTING.cut(content).stream()
        .map(chunk -> content.pageAt(chunk.start())).toList());
  }

  @Test
  void whatIsWrittenWithHeadingsIsCutByThem() {
    var content = content("# A\n\none\n\ntwo", Structure.MARKDOWN, 0, 10);

    assertEquals(List.of("one\n\ntwo"),
        CUTTING.cut(content).stream().map(chunk -> chunk.text()).toList());
  }

  private static Content content(String text, Structure structure, Integer... pageStarts) {
    return new Content(text, structure, "application/pdf", "title", null, null, LocalDate.EPOCH,
        List.of(), List.of(pageStarts), List.of(), Map.of(), new Originals(Map.of()));
  }
}
