package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.texts;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.korean;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search finds, and in which order. */
abstract class SearchContract extends CorpusContract {

  @Test
  void findsKoreanWordsWhateverTheirParticles() {
    client.commit(korean("a", "연차휴가는 입사일을 기준으로 부여한다.", "주차장은 지하에 있다."));

    assertEquals(List.of("연차휴가는 입사일을 기준으로 부여한다."), client.find("연차를 휴가로"));
  }

  @Test
  void findsEnglishWordsByTheirStems() {
    client.commit(Draft.of("a", "Employees were reimbursed for travelling.", "Parking is free."));

    assertEquals(List.of("Employees were reimbursed for travelling."),
        client.find("reimburse employee travel"));
  }

  @Test
  void findsEnglishTermsInKoreanPassagesAndKoreanOnesInEnglish() {
    client.commit(korean("a", "Kubernetes 클러스터에 배포합니다."));
    client.commit(Draft.of("b", "The word 연차 means annual leave."));

    assertEquals(List.of("Kubernetes 클러스터에 배포합니다."), client.find("kubernetes"));
    assertEquals(List.of("The word 연차 means annual leave."), client.find("연차"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GPT-4", "v1.2.3", "3,000원", "getUserName", "user name",
      "max_retry_count",
      "retry count", "C12-7", "ISO 9001:2015"})
  void findsNamesNumbersAndVersionsAsTyped(String typed) {
    client.commit(Draft.of("a", "GPT-4 via getUserName, see v1.2.3, max_retry_count of C12-7 by"
        + " ISO 9001:2015, 3,000원 each.", "GPT-3 by any other v2.2.3, at 4,000원 for B11-8."));

    assertTrue(client.find(typed).getFirst().startsWith("GPT-4"), typed);
  }

  @Test
  void looksAtTitlesAndHeadings() {
    client.commit(Draft.of("a", "Nothing but prose.").title("Parental leave"));

    assertEquals(1, client.find("parental").size());
    assertEquals(1, client.find("section").size());
  }

  @Test
  void weighsTheTitleMoreThanTheText() {
    client.commit(Draft.of("a", "prose about leave").title("Money"));
    client.commit(Draft.of("b", "prose about money").title("Leave"));

    assertEquals(List.of("prose about money", "prose about leave"), client.find("leave"));
  }

  @Test
  void findsByBothLegsWhatOnlyOneOfThemFinds() {
    client.commit(embedded("a", piece("exact words", -1, 0), piece("same meaning", 1, .1f),
        piece("both exact and near", 1, 0)));

    assertEquals(List.of("both exact and near", "exact words", "same meaning"),
        client.find("exact", unit(1, 0), SearchMode.HYBRID, null));
  }

  @Test
  void tellsTheScoreOfEachLeg() {
    client.commit(embedded("a", piece("exact", .6f, .8f), piece("other", 0, 1)));

    var hits = client.search(new FindPassages("docs", "exact", unit(1, 0), true,
        SearchMode.HYBRID, 5, Filters.NONE, null, Draft.MODEL)).hits();

    assertEquals(.6, requireNonNull(hits.get(0).legs().vector()), 1e-6);
    assertTrue(requireNonNull(hits.get(0).legs().keyword()) > 0);
    assertNull(hits.get(1).legs().keyword());
    assertEquals(0, requireNonNull(hits.get(1).legs().vector()), 1e-6);
    assertNull(hits.get(0).legs().rerank());
    assertEquals(1, hits.get(0).score(), 1e-9);
    assertTrue(hits.get(1).score() > 0 && hits.get(1).score() < 1);
  }

  @Test
  void goesByTheWordsAloneWhereAlphaIsZero() {
    client.commit(embedded("a", piece("exact", -1, 0), piece("near", 1, 0)));

    assertEquals(List.of("exact"), client.find("exact", unit(1, 0), SearchMode.HYBRID, 0.0));
  }

  @Test
  void goesByTheVectorAloneWhereAlphaIsOne() {
    client.commit(embedded("a", piece("exact", -1, 0), piece("near", 1, 0)));

    assertEquals(List.of("near", "exact"),
        client.find("exact", unit(1, 0), SearchMode.HYBRID, 1.0));
  }

  @Test
  void leansToTheLegThatAlphaFavours() {
    var near = "exact it is, among many more words";
    client.commit(embedded("a", piece("exact", -1, 0), piece(near, 1, 0)));

    assertEquals(List.of(near, "exact"),
        client.find("exact", unit(1, 0), SearchMode.HYBRID, .7));
    assertEquals(List.of("exact", near),
        client.find("exact", unit(1, 0), SearchMode.HYBRID, .3));
  }

  @Test
  void runsOneLegWhereTheModeSaysSo() {
    client.commit(embedded("a", piece("exact", -1, 0), piece("near", 1, 0)));

    assertEquals(List.of("exact"), client.find("exact", unit(1, 0), SearchMode.KEYWORD, null));
    assertEquals("near", client.find("exact", unit(1, 0), SearchMode.VECTOR, null).getFirst());
  }

  @ParameterizedTest
  @EnumSource(SearchMode.class)
  void goesByTheWordsWhereThereIsNoVector(SearchMode mode) {
    client.commit(embedded("a", piece("exact", -1, 0), piece("near", 1, 0)));

    assertEquals(List.of("exact"), texts(client
        .search(
            new FindPassages("docs", "exact", null, false, mode, 5, Filters.NONE, null, null))));
  }

  @Test
  void doesNotTrustAVectorThatDoesNotFitTheLanguage() {
    client.commit(embedded("a", piece("exact", -1, 0), piece("near", 1, 0)));

    assertEquals(List.of("exact"), texts(client.search(new FindPassages("docs", "exact",
        unit(1, 0), false, SearchMode.HYBRID, 5, Filters.NONE, null, Draft.MODEL))));
  }

  @Test
  void givesAsManyAsAskedFor() {
    client.commit(Draft.of("a",
        IntStream.range(0, 300).mapToObj(i -> "word " + i).toArray(String[]::new)));

    assertEquals(3, client.search(words("word", 3)).hits().size());
    assertEquals(250, client.search(words("word", 250)).hits().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_000})
  void refusesToGiveNoneOrAll(int k) {
    assertEquals("k",
        refusal(BadRequest.class, corpus.findPassages(words("x", k), call())).param());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.1, 1.1, Double.NaN})
  void refusesAnAlphaThatIsNoShare(double alpha) {
    assertEquals("alpha", refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs",
        "x", null, false, SearchMode.HYBRID, 5, Filters.NONE, alpha, null), call()))
        .param());
  }

  @Test
  void refusesWhenTheDeadlineHasPassed() {
    client.commit(Draft.of("a", "word"));

    refusal(DeadlinePassed.class,
        corpus.findPassages(words("word", 10), CallInfo.within(Duration.ZERO, "late")));
  }
}
