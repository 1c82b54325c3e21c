package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.await;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.texts;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.hash;
import static io.sluice.retrieval.Draft.korean;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Passage;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.SearchMode;
import io.sluice.message.Vector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine of the corpus does. */
abstract class CorpusContract {

  private static Vertx vertx;

  @TempDir
  private Path folder;
  private Corpus corpus;
  private CorpusClient client;

  /** The corpus kept in this folder; the same one again for the same folder. */
  abstract Future<? extends Corpus> open(Vertx vertx, Path folder);

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() {
    await(vertx.close());
  }

  @BeforeEach
  void openCorpus() {
    corpus = await(open(vertx, folder));
    client = CorpusClient.of(corpus);
  }

  @AfterEach
  void closeCorpus() {
    await(corpus.close());
  }

  void reopen() {
    closeCorpus();
    openCorpus();
  }

  private DocumentFound document(CorpusClient asker, String id) {
    return answer(corpus.findDocument(new FindDocument("docs", id), asker.call()));
  }

  private VersionFound version(String id) {
    return answer(corpus.findVersion(new FindVersion("docs", id), client.call()));
  }

  private List<String> listed(CorpusClient asker, @Nullable String after, int limit) {
    return answer(corpus.listDocuments(new ListDocuments("docs", after, limit, null), asker.call()))
        .documents().stream().map(summary -> summary.document().id()).toList();
  }

  private List<CollectionSummary> collections(CorpusClient asker) {
    return answer(corpus.listCollections(new ListCollections(), asker.call())).collections();
  }

  private DocumentErased erase(String id) {
    return answer(corpus.erase(new EraseDocument("docs", id), client.call()));
  }

  @Nested
  class Committing {

    @Test
    void makesPassagesFindable() {
      client.commit(Draft.of("a", "Holidays are booked in advance."));

      assertEquals(List.of("Holidays are booked in advance."), client.find("holidays"));
    }

    @Test
    void keepsAllOfTheDocument() {
      var draft = Draft.of("a", "one", "two").title("Rules").tags("hr", "a").acl("ann", "bob")
          .date(LocalDate.of(2020, 2, 29));
      client.commit(draft);

      assertEquals(new DocumentFound(draft.document(), "one\ntwo", 2),
          document(client.as("bob"), "a"));
    }

    @Test
    void keepsAllOfAPassage() {
      client.commit(Draft.of("a", "first words", "😀 second words").title("Rules").version(7));

      var found = client.hits("second").getFirst().passage();
      assertEquals(new Passage("a", 7, found.id(), "Rules", List.of("Part", "Section"), "en",
          "😀 second words", 12, 27, hash("😀 second words"), null), found);
      assertEquals(found.text(), "first words\n😀 second words".substring(12, 27));
    }

    @Test
    void replacesTheVersionBefore() {
      client.commit(Draft.of("a", "the old rule", "a lasting rule"));
      client.commit(Draft.of("a", "a lasting rule", "the new rule").version(2));

      assertEquals(List.of("a lasting rule", "the new rule"),
          client.find("rule").stream().sorted().toList());
      assertEquals(List.of(), client.find("old"));
      assertEquals(2, client.hits("lasting").getFirst().passage().version());
    }

    @Test
    void countsWhatIsAddedReusedAndRemoved() {
      client.commit(Draft.of("a", "one", "two", "two", "three"));
      var second = client.commit(Draft.of("a", "two", "three", "four", "five", "six").version(2));

      assertEquals(new DocumentCommitted(5, 3, 2, 2, second.epoch()), second);
    }

    @Test
    void doesNothingTheSecondTime() {
      var first = client.commit(Draft.of("a", "one", "two"));
      var again = client.commit(Draft.of("a", "one", "two"));

      assertEquals(new DocumentCommitted(2, 0, 2, 0, first.epoch()), again);
      assertEquals(2, client.find("one two").size());
    }

    @Test
    void takesTheSameVersionWithAnotherContent() {
      client.commit(Draft.of("a", "cut here", "cut there"));
      client.commit(Draft.of("a", "cut here and there"));

      assertEquals(List.of("cut here and there"), client.find("cut"));
    }

    @Test
    void ignoresAVersionThatWasOvertaken() {
      var newer = client.commit(Draft.of("a", "the third", "and more").version(3));
      var late = client.commit(Draft.of("a", "the second").version(2));

      assertEquals(new DocumentCommitted(2, 0, 2, 0, newer.epoch()), late);
      assertEquals(3, version("a").document().version());
      assertEquals(List.of(), client.find("second"));
    }

    @Test
    void growsTheEpochOfItsCollectionAlone() {
      var first = client.commit(Draft.of("a", "one")).epoch();
      client.commit(Draft.of("a", "other").in("elsewhere"));
      var second = client.commit(Draft.of("b", "two")).epoch();

      assertEquals(first + 1, second);
      assertEquals(second, client.search(words("one")).epoch());
    }

    @Test
    void takesADocumentWithoutPassages() {
      assertEquals(0, client.commit(Draft.of("a")).total());
      assertEquals(0, document(client, "a").passages());
    }

    @Test
    void tellsThePassageHashesInTheirOrder() {
      client.commit(Draft.of("a", "z", "y", "z"));

      assertEquals(List.of(hash("z"), hash("y"), hash("z")), version("a").passageHashes());
    }

    @Test
    void givesAPassageTheSameIdInEachVersionAndAnyOtherADifferentOne() {
      client.commit(Draft.of("a", "same words", "same words"));
      var before = ids("same words");
      client.commit(Draft.of("a", "new words", "same words", "same words").version(2));
      client.commit(Draft.of("b", "same words"));

      var after = ids("same words");
      assertTrue(after.containsAll(before));
      assertEquals(4, after.stream().distinct().count());
    }

    private List<String> ids(String query) {
      return client.hits(query).stream().map(hit -> hit.passage().id()).toList();
    }

    @Test
    void survivesReopening() {
      var epoch = client.commit(embedded("a", piece("lasting", 1, 0))).epoch();
      reopen();

      assertEquals(List.of("lasting"), client.find("", unit(1, 0), SearchMode.VECTOR, null));
      assertEquals(epoch + 1, client.commit(Draft.of("b", "more")).epoch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../docs", "a/b", "a\\b", "-a", "한글", "a b", "a\0b"})
    void refusesACollectionWithABadName(String name) {
      var refused = refusal(BadRequest.class,
          corpus.commit(Draft.of("a", "text").in(name).commit(), client.call()));

      assertEquals("collection", refused.param());
    }

    @Test
    void tellsCollectionsApartThatDifferInCase() {
      client.commit(Draft.of("a", "lower").in("docs"));
      client.commit(Draft.of("a", "upper").in("DOCS"));

      assertEquals(List.of("lower"), client.find("lower upper"));
    }

    @Test
    void refusesPassagesOutsideOfTheText() {
      var good = Draft.of("a", "some text").commit();
      var bad = new CommitDocument(good.document(), "short", good.passages());

      assertEquals("passages[0]",
          refusal(BadRequest.class, corpus.commit(bad, client.call())).param());
    }

    @Test
    void refusesTermsThatAreTooLong() {
      assertEquals("document.tags",
          refusal(BadRequest.class,
              corpus.commit(Draft.of("a", "x").tags("t".repeat(40_000)).commit(), client.call()))
              .param());
    }
  }

  @Nested
  class Vectors {

    @Test
    void areTakenFromTheActiveVersionWhereLeftOut() {
      client.commit(embedded("a", piece("east", 1, 0), piece("north", 0, 1)));
      client.commit(embedded("a", piece("new", -1, 0), piece("north"), piece("east")).version(2));

      assertEquals(List.of("north", "east", "new"),
          client.find("", unit(.5f, 1), SearchMode.VECTOR, null));
    }

    @Test
    void areMissedWhereNobodyHasThem() {
      client.commit(embedded("a", piece("east", 1, 0)));

      refusal(BadRequest.class, corpus
          .commit(embedded("a", piece("unheard of")).version(2).commit(), client.call()));
      assertEquals(1, version("a").document().version());
    }

    @Test
    void ofAnotherModelAreNotReused() {
      client.commit(embedded("a", piece("east", 1, 0)));

      refusal(BadRequest.class,
          corpus.commit(embedded("a", piece("east")).model("newer").version(2).commit(),
              client.call()));
    }

    @Test
    void ofAnotherDimensionAreRefusedWhileOthersHaveTheOld() {
      client.commit(embedded("a", piece("east", 1, 0)));

      var refused = refusal(BadRequest.class,
          corpus.commit(embedded("b", piece("deep", 1, 0, 0)).commit(), client.call()));
      assertTrue(refused.message().contains("2 dimensions"), refused.message());
    }

    @Test
    void ofAnotherDimensionAreFineOnceTheOldAreGone() {
      client.commit(embedded("a", piece("east", 1, 0)));
      client.commit(embedded("a", piece("deep", 1, 0, 0)).version(2));

      assertEquals(List.of("deep"), client.find("", unit(1, 0, 0), SearchMode.VECTOR, null));
    }

    @Test
    void ofMixedDimensionsInOneDocumentAreRefused() {
      refusal(BadRequest.class, corpus
          .commit(embedded("a", piece("x", 1, 0), piece("y", 1, 0, 0)).commit(), client.call()));
    }

    @Test
    void ofManyDimensionsAreTaken() {
      var large = new float[3072];
      large[3071] = 1;
      client.commit(embedded("a", piece("large", large)));

      assertEquals(List.of("large"), client.find("", unit(large), SearchMode.VECTOR, null));
    }

    @ParameterizedTest
    @FieldSource("io.sluice.retrieval.CorpusContract#BAD_VECTORS")
    void thatAreNoDirectionsAreRefused(Vector bad) {
      var draft = new Draft("docs", "a", 1, "t", "en", Draft.DATE, List.of(), List.of(), "model",
          List.of(new Draft.Piece("x", bad)));
      refusal(BadRequest.class, corpus.commit(draft.commit(), client.call()));
      client.commit(Draft.of("b", "x"));
      refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs", "x", bad, true,
          SearchMode.HYBRID, 5, Filters.NONE, null, null), client.call()));
    }

    @Test
    void areNotNeeded() {
      client.commit(Draft.of("a", "words alone"));

      assertEquals(List.of("words alone"),
          client.find("words", unit(1, 0), SearchMode.HYBRID, null));
    }

    @Test
    void ofAQueryMustHaveTheDimensionOfTheCollection() {
      client.commit(embedded("a", piece("east", 1, 0)));

      assertEquals("vector",
          refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs", "east",
              unit(1, 0, 0), true, SearchMode.HYBRID, 5, Filters.NONE, null, null), client.call()))
              .param());
    }
  }

  static final List<Vector> BAD_VECTORS = List.of(Vector.of(), Vector.of(0, 0), Vector.of(3, 4),
      Vector.of(Float.NaN, 1), Vector.of(Float.POSITIVE_INFINITY, 0), Vector.of(new float[5000]));

  @Nested
  class Documents {

    @Test
    void areListedByIdPageByPage() {
      for (var id : List.of("delta", "alpha", "가나", "bravo", "charlie")) {
        client.commit(Draft.of(id, "text of " + id));
      }

      assertEquals(List.of("alpha", "bravo"), listed(client, null, 2));
      assertEquals(List.of("charlie", "delta"), listed(client, "bravo", 2));
      assertEquals(List.of("가나"), listed(client, "delta", 2));
      assertEquals(List.of(), listed(client, "가나", 2));
    }

    @Test
    void areListedWithTheirPassages() {
      var draft = Draft.of("a", "one", "two");
      client.commit(draft);

      var listed = answer(
          corpus.listDocuments(new ListDocuments("docs", null, 5, null), client.call()));
      assertEquals(List.of(new DocumentSummary(draft.document(), 2)), listed.documents());
    }

    @Test
    void areNotFoundWhereThereAreNone() {
      client.commit(Draft.of("a", "one"));

      assertEquals("document",
          refusal(NotFound.class,
              corpus.findDocument(new FindDocument("docs", "b"), client.call())).param());
      assertEquals("document",
          refusal(NotFound.class, corpus.findVersion(new FindVersion("docs", "b"), client.call()))
              .param());
      assertEquals("document",
          refusal(NotFound.class, corpus.erase(new EraseDocument("docs", "b"), client.call()))
              .param());
    }

    @Test
    void areErasedWithAllTheirPassages() {
      client.commit(Draft.of("a", "secret one", "secret two"));
      var before = client.commit(Draft.of("b", "secret three")).epoch();

      assertEquals(new DocumentErased(2, before + 1, null, null), erase("a"));
      assertEquals(List.of("secret three"), client.find("secret"));
      assertEquals(List.of("b"), listed(client, null, 10));
    }

    @Test
    void mayComeBackAfterTheyWereErased() {
      client.commit(Draft.of("a", "old").version(5));
      erase("a");

      assertEquals(1, client.commit(Draft.of("a", "old")).added());
    }

    @Test
    void areNotListedInPagesOfNothing() {
      assertEquals("limit", refusal(BadRequest.class,
          corpus.listDocuments(new ListDocuments("default", null, 0, null), client.call()))
          .param());
    }
  }

  @Nested
  class Collections {

    @Test
    void comeIntoBeingWithTheirFirstCommit() {
      assertEquals(List.of(), collections(client));
      client.commit(Draft.of("a", "one", "two").in("Hand.book"));
      client.commit(Draft.of("b", "three").in("Hand.book"));
      client.commit(Draft.of("a", "one"));

      assertEquals(
          List.of(new CollectionSummary("Hand.book", 2, 3), new CollectionSummary("docs", 1, 1)),
          collections(client));
    }

    @Test
    void doNotComeIntoBeingByACommitThatIsRefused() {
      refusal(BadRequest.class, corpus.commit(embedded("a", piece("x")).commit(), client.call()));

      assertEquals(List.of(), collections(client));
      assertEquals("collection",
          refusal(NotFound.class, corpus.findPassages(words("x"), client.call())).param());
    }

    @Test
    void areNotFoundWhereThereAreNone() {
      assertAll(List.<Future<?>>of(corpus.findPassages(words("x"), client.call()),
          corpus.findDocument(new FindDocument("docs", "a"), client.call()),
          corpus.findVersion(new FindVersion("docs", "a"), client.call()),
          corpus.listDocuments(new ListDocuments("docs", null, 5, null), client.call()),
          corpus.erase(new EraseDocument("docs", "a"), client.call())).stream()
          .map(future -> () -> assertTrue(
              String.valueOf(await(future)).contains("param=collection"),
              () -> "" + await(future))));
    }

    @Test
    void calledDefaultAreEmptyBeforeTheirFirstCommit() {
      var nothing = answer(corpus.findPassages(new FindPassages("default", "x", unit(1, 0), true,
          SearchMode.HYBRID, 5, Filters.NONE, null, null), client.call()));

      assertEquals(new PassagesFound(List.of(), 0, null), nothing);
      assertEquals(List.of(),
          answer(corpus.listDocuments(new ListDocuments("default", null, 5, null), client.call()))
              .documents());
    }
  }

  @Nested
  class Access {

    @Test
    void isForThoseOnTheList() {
      client.commit(Draft.of("a", "plan for all"));
      client.commit(Draft.of("b", "plan for two").acl("ann", "bob"));

      assertEquals(List.of("plan for all"), client.find("plan"));
      assertEquals(List.of("plan for all"), client.as("eve", "").find("plan"));
      assertEquals(2, client.as("eve", "bob").find("plan").size());
    }

    @Test
    void toARestrictedDocumentIsNotGivenByAskingForIt() {
      client.commit(Draft.of("a", "secret").acl("ann"));

      refusal(NotFound.class, corpus.findDocument(new FindDocument("docs", "a"), client.call()));
      refusal(NotFound.class, corpus.erase(new EraseDocument("docs", "a"), client.call()));
      assertEquals(List.of(), listed(client, null, 10));
      assertEquals(List.of(new CollectionSummary("docs", 0, 0)), collections(client));
      assertEquals("secret", document(client.as("ann"), "a").text());
      assertEquals(List.of(new CollectionSummary("docs", 1, 1)), collections(client.as("ann")));
    }

    @Test
    void doesNotHinderTheIngestionOfTheNextVersion() {
      client.commit(Draft.of("a", "secret").acl("ann"));

      assertEquals(List.of(hash("secret")), version("a").passageHashes());
    }

    @Test
    void changesWithTheVersion() {
      client.commit(Draft.of("a", "plan"));
      client.commit(Draft.of("a", "plan").acl("ann").version(2));

      assertEquals(List.of(), client.find("plan"));
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void leavesTheAllowedHoweverMuchBetterTheForbiddenAre(SearchMode mode) {
      var forbidden = IntStream.range(0, 1_000)
          .mapToObj(i -> piece("gold gold gold " + i, 1, i / 1e6f)).toArray(Draft.Piece[]::new);
      var allowed = IntStream.range(0, 10)
          .mapToObj(i -> piece("somewhere among many other words there is gold, too " + i, i, 1))
          .toArray(Draft.Piece[]::new);
      client.commit(embedded("forbidden", forbidden).acl("boss"));
      client.commit(embedded("allowed", allowed));

      var found = client.search(
          new FindPassages("docs", "gold", unit(1, 0), true, mode, 10, Filters.NONE, null, null))
          .hits();

      assertEquals(10, found.size());
      assertTrue(found.stream().allMatch(hit -> hit.passage().document().equals("allowed")));
    }

    @Test
    void isWithinTheTenantAlone() {
      client.tenant("acme").commit(Draft.of("a", "plan of acme"));
      client.tenant("ACME").commit(Draft.of("a", "plan of ACME"));
      client.tenant("../acme").commit(Draft.of("a", "plan of a path"));

      assertEquals(List.of("plan of acme"), client.tenant("acme").find("plan"));
      assertEquals(List.of("plan of ACME"), client.tenant("ACME").find("plan"));
      assertEquals(List.of("plan of a path"), client.tenant("../acme").find("plan"));
      assertEquals(List.of(), collections(client.tenant("other")));
      refusal(NotFound.class, corpus.findPassages(words("plan"), client.tenant("other").call()));
    }

    @Test
    void isRefusedWithoutATenant() {
      refusal(BadRequest.class, corpus.findPassages(words("plan"), client.tenant("").call()));
    }
  }

  @Nested
  class Filtering {

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
              new Filters(List.of("hr"), null, null, null, null, null), null, null))));
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
  }

  @Nested
  class Searching {

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
          SearchMode.HYBRID, 5, Filters.NONE, null, null)).hits();

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
          unit(1, 0), false, SearchMode.HYBRID, 5, Filters.NONE, null, null))));
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
          refusal(BadRequest.class, corpus.findPassages(words("x", k), client.call())).param());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-.1, 1.1, Double.NaN})
    void refusesAnAlphaThatIsNoShare(double alpha) {
      assertEquals("alpha", refusal(BadRequest.class, corpus.findPassages(new FindPassages("docs",
          "x", null, false, SearchMode.HYBRID, 5, Filters.NONE, alpha, null), client.call()))
          .param());
    }

    @Test
    void refusesWhenTheDeadlineHasPassed() {
      client.commit(Draft.of("a", "word"));

      refusal(DeadlinePassed.class,
          corpus.findPassages(words("word"), CallInfo.within(Duration.ZERO, "late")));
    }

    @ParameterizedTest
    @FieldSource("io.sluice.retrieval.CorpusContract#ODD_QUERIES")
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
  }

  static final List<String> ODD_QUERIES = List.of("", " ", "\n\t", "?!...", "the of and",
      "은 는 이 가", "AND OR NOT", "title:x AND (", "\"unbalanced", "a* b? c~2 d^9 [x TO y] {",
      "\\", "/re.*/", "\0\u0001\u001b[0m", "\uD83D", "x\uDC00y", "😀👩‍👩‍👧‍👦", "ㅋㅋㅋㅋ ㅠㅠ",
      "ᄒ\u1161ᆫ글",
      "한".repeat(10_000), "x".repeat(10_000), "word ".repeat(2_000), "١٢٣ עברית 中文 ไทย",
      "\u202Eevil\u2066", "\uFFFF", "a\u0300".repeat(3_000),
      IntStream.range(0, 2_000).mapToObj(i -> "w" + i + "가" + i).collect(Collectors.joining(" ")));

  @Nested
  class AtTheSameTime {

    @Test
    void writersAndReadersEachSeeOneVersionWhole() throws Exception {
      var documents = List.of("a", "b", "c");
      for (var id : documents) {
        client.commit(numbered(id, 1));
      }
      var writing = new AtomicBoolean(true);
      try (var threads = Executors.newFixedThreadPool(6)) {
        var readers = IntStream.range(0, 3)
            .mapToObj(_ -> threads.submit(() -> searchWhile(writing))).toList();
        var writers = new ArrayList<java.util.concurrent.Future<?>>();
        for (var id : documents) {
          writers.add(threads.submit(() -> IntStream.rangeClosed(2, 15)
              .forEach(version -> client.commit(numbered(id, version)))));
        }
        for (var writer : writers) {
          writer.get();
        }
        writing.set(false);
        for (var reader : readers) {
          assertTrue(reader.get() > 0);
        }
      }
      assertTrue(documents.stream().allMatch(id -> version(id).document().version() == 15));
    }

    private Draft numbered(String id, int version) {
      return Draft.of(id, IntStream.range(0, 5).mapToObj(i -> "word " + version + " " + i)
          .toArray(String[]::new)).version(version);
    }

    private int searchWhile(AtomicBoolean writing) {
      var searches = 0;
      var epoch = 0L;
      do {
        var found = client.search(words("word", 100));
        assertTrue(found.epoch() >= epoch, "an epoch is never followed by an older one");
        epoch = found.epoch();
        var versions = found.hits().stream().collect(Collectors
            .groupingBy(hit -> hit.passage().document() + hit.passage().version(),
                Collectors.counting()));
        assertEquals(3, versions.size(), "one version of each document");
        assertTrue(versions.values().stream().allMatch(count -> count == 5), versions::toString);
        searches++;
      } while (writing.get());
      return searches;
    }

    @Test
    void theSameCommitIsDoneOnce() throws Exception {
      try (var threads = Executors.newFixedThreadPool(4)) {
        Callable<Object> commit = () -> client.commit(Draft.of("a", "one", "two"));
        var added = 0;
        for (var done : threads.invokeAll(List.of(commit, commit, commit, commit))) {
          added += ((DocumentCommitted) done.get()).added();
        }
        assertEquals(2, added);
      }
      assertFalse(client.find("one").size() > 1);
    }
  }

  private static FindPassages words(String query) {
    return words(query, 10);
  }

  private static FindPassages words(String query, int k) {
    return new FindPassages("docs", query, null, false, SearchMode.HYBRID, k, Filters.NONE, null,
        null);
  }
}
