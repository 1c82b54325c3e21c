package io.sluice.retrieval;

import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.korean;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.message.SearchMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is searched for is words, or nothing. */
abstract class OddQueriesContract extends CorpusContract {
  @ParameterizedTest
  @FieldSource("io.sluice.retrieval.OddQueriesContract#ODD_QUERIES")
  void takesAnyQueryForWords(String query) {
    client.commit(embedded("a", piece("plain words", 1, 0)));
    client.commit(korean("b", "평범한 글"));

    for (var mode : SearchMode.values()) {
      client.find(query, unit(1, 0), mode, null);
    }
    assertNotNull(client.find(query));
  }

  @Test
  void findsNothingWhereThereAreNoWords() {
    client.commit(Draft.of("a", "the words of the text"));

    assertAll(List.of("", "  ", "!?*:", "the of", "\0\u0007", "\uD800").stream()
        .map(query -> () -> assertEquals(List.of(), client.find(query))));
  }

  @Test
  void findsAWordInAVeryLongQuery() {
    client.commit(Draft.of("a", "needle"));

    assertEquals(List.of("needle"), client.find("needle " + "hay ".repeat(2_500)));
  }

  static final List<String> ODD_QUERIES = List.of("", " ", "\n\t", "?!...", "the of and",
      "은 는 이 가", "AND OR NOT", "title:x AND (", "\"unbalanced", "a* b? c~2 d^9 [x TO y] {",
      "\\", "/re.*/", "\0\u0001\u001b[0m", "\uD83D", "x\uDC00y", "😀👩‍👩‍👧‍👦", "ㅋㅋㅋㅋ ㅠㅠ",
      "ᄒ\u1161ᆫ글", "한".repeat(10_000), "x".repeat(10_000), "word ".repeat(2_000),
      "١٢٣ עברית 中文 ไทย", "\u202Eevil\u2066", "\uFFFF", "a\u0300".repeat(3_000),
      IntStream.range(0, 2_000).mapToObj(i -> "w" + i + "가" + i)
          .collect(Collectors.joining(" ")));
}
