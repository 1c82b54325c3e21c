package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkTest {

  @Test
  void theHashIsOfTheWordsAndTheirHeadings() {
    var chunks = Cuts.cut(Strategy.HEADING, 64, "## A\nx\n## B\nx\n## A\nx\n", Structure.MARKDOWN);

    assertEquals(chunks.get(0).hash(), chunks.get(2).hash());
    assertNotEquals(chunks.get(0).hash(), chunks.get(1).hash());
  }

  @Test
  void aHashTellsHeadingsAndWordsApart() {
    assertNotEquals(new Chunk(List.of("a", "b"), "c", 0, 1).hash(),
        new Chunk(List.of("a"), "bc", 0, 2).hash());
  }

  @Test
  void theHashNeverChanges() {
    assertEquals("3c10861a262115c123221962a5da822baf61b77b73f1dea0ab4d1c3064120131",
        new Chunk(List.of("휴가"), "15일", 0, 3).hash());
  }

  @Test
  void whatIsEmbeddedSaysWhatItIsAbout() {
    assertEquals("규정 > 휴가\n15일", new Chunk(List.of("휴가"), "15일", 0, 3).inContext("규정"));
  }

  @Test
  void itKnowsItsLanguage() {
    assertEquals("ko", new Chunk(List.of(), "휴가는 며칠인가요?", 0, 10).language());
    assertEquals("en", new Chunk(List.of(), "How many days?", 0, 14).language());
  }
}
