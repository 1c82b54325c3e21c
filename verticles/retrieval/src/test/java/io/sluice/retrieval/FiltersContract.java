package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.texts;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.korean;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a search can be narrowed by. */
abstract class FiltersContract extends CorpusContract {

  @BeforeEach
  void commitDocuments() {
    client.commit(Draft.of("a", "rule a").tags("hr", "draft").date(LocalDate.of(2024, 1, 1)));
    client.commit(Draft.of("b", "rule b").tags("hr").date(LocalDate.of(2025, 6, 30)));
    client.commit(korean("c", "rule c").date(LocalDate.of(2026, 12, 31)));
  }

  @Test
  void byTagsWantsAllOfThem() {
    assertEquals(List.of("rule a"),
        client.find("rule", new Filters(List.of("hr", "draft"), null, null, null, null, null)));
    assertEquals(List.of(),
        client.find("rule", new Filters(List.of("hr", "none"), null, null, null, null, null)));
  }

  @Test
  void byLanguageTakesItsDocuments() {
    assertEquals(List.of("rule c"),
        client.find("rule", new Filters(List.of(), "ko", null, null, null, null)));
  }

  @Test
  void byDateIncludesBothDays() {
    assertEquals(List.of("rule b"), client.find("rule", new Filters(List.of(), null,
        LocalDate.of(2025, 6, 30), LocalDate.of(2025, 6, 30), null, null)));
    assertEquals(List.of("rule c"), client.find("rule",
        new Filters(List.of(), null, LocalDate.of(2025, 7, 1), null, null, null)));
    assertEquals(List.of("rule a"), client.find("rule",
        new Filters(List.of(), null, null, LocalDate.of(2025, 6, 29), null, null)));
  }

  @Test
  void holdsForTheVectorLegToo() {
    client.commit(embedded("d", piece("near", 1, 0)));
    client.commit(embedded("e", piece("far", 0, 1)).tags("hr"));

    assertEquals(List.of("far"),
        texts(client.search(new FindPassages("docs", "", unit(1, 0), true, SearchMode.VECTOR, 5,
            new Filters(List.of("hr"), null, null, null, null, null), null, Draft.MODEL))));
  }

  @Test
  void byMoreTagsThanAnyoneHasIsRefused() {
    var tags = IntStream.range(0, 5_000).mapToObj(i -> "t" + i).toList();

    assertEquals("filters.tags",
        refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs", "rule", null,
            false, SearchMode.HYBRID, 5, new Filters(tags, null, null, null, null, null), null,
            null),
            client.call())).param());
  }

  @Test
  void byAuthorTakesTheirs() {
    client.commit(Draft.of("d", "rule d").author("김영희"));
    client.commit(Draft.of("e", "rule e").author("김영희, 이철수"));

    assertEquals(List.of("rule d"), client.find("rule", by("김영희", null)));
    assertEquals(List.of(), client.find("rule", by("김", null)));
  }

  @Test
  void bySourceTakesThatOne() {
    client.commit(Draft.of("d", "rule d").source("https://wiki/hr"));
    client.commit(Draft.of("e", "rule e").source("https://wiki/hr/leave"));

    assertEquals(List.of("rule d"), client.find("rule", by(null, "https://wiki/hr")));
  }

  @Test
  void bySourceTakesAllThatBeginSo() {
    client.commit(Draft.of("d", "rule d").source("https://wiki/hr"));
    client.commit(Draft.of("e", "rule e").source("https://wiki/hr/leave"));
    client.commit(Draft.of("f", "rule f").source(null));

    assertEquals(Set.of("rule d", "rule e"),
        Set.copyOf(client.find("rule", by(null, "https://wiki/*"))));
    assertEquals(5, client.find("rule", by(null, "*")).size());
    assertEquals(List.of(), client.find("rule", by(null, "h*r")));
  }

  @Test
  void byAuthorAndSourceHoldsForTheVectorLegToo() {
    client.commit(embedded("d", piece("near", 1, 0)).author("ann").source("s3://x/1"));
    client.commit(embedded("e", piece("far", 0, 1)).author("bob").source("s3://y/1"));

    assertEquals(List.of("far"), texts(client.search(new FindPassages("docs", "", unit(1, 0),
        true, SearchMode.VECTOR, 5, by("bob", null), null, Draft.MODEL))));
    assertEquals(List.of("far"), texts(client.search(new FindPassages("docs", "", unit(1, 0),
        true, SearchMode.VECTOR, 5, by(null, "s3://y/*"), null, Draft.MODEL))));
  }

  @Test
  void byAuthorFollowsTheVersion() {
    client.commit(Draft.of("d", "rule d").author("ann"));
    client.commit(Draft.of("d", "rule d").author("bob").version(2));
    client.activate("d", 1);

    assertEquals(List.of("rule d"), client.find("rule", by("ann", null)));
    assertEquals(List.of(), client.find("rule", by("bob", null)));
  }

  private static Filters by(@Nullable String author, @Nullable String source) {
    return new Filters(List.of(), null, null, null, author, source);
  }
}
