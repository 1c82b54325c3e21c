package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.CorpusClient.words;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.hash;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Filters;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see what. */
abstract class AccessContract extends CorpusContract {

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

    refusal(NotFound.class, corpus.findDocument(new FindDocument("docs", "a"), call()));
    refusal(NotFound.class, corpus.erase(new EraseDocument("docs", "a"), call()));
    assertEquals(List.of(), client.listed(null, 10));
    assertEquals(List.of(new CollectionSummary("docs", 0, 0)), client.collections());
    assertEquals("secret", client.as("ann").document("a").text());
    assertEquals(List.of(new CollectionSummary("docs", 1, 1)), client.as("ann").collections());
  }

  @Test
  void doesNotHinderTheIngestionOfTheNextVersion() {
    client.commit(Draft.of("a", "secret").acl("ann"));

    assertEquals(List.of(hash("secret")), client.version("a").passageHashes());
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
        new FindPassages("docs", "gold", unit(1, 0), true, mode, 10, Filters.NONE, null,
            Draft.MODEL))
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
    assertEquals(List.of(), client.tenant("other").collections());
    refusal(NotFound.class, corpus.findPassages(words("plan", 10), client.tenant("other").call()));
  }

  @Test
  void isRefusedWithoutATenant() {
    refusal(BadRequest.class, corpus.findPassages(words("plan", 10), client.tenant("").call()));
  }

  @Test
  void toEarlierVersionsIsDecidedByTheCurrentOne() {
    client.commit(Draft.of("a", "open"));
    client.commit(Draft.of("a", "secret").acl("ann").version(2));

    refusal(NotFound.class, corpus.listVersions(new ListVersions("docs", "a"), call()));
    refusal(NotFound.class, corpus.openVersion(new OpenVersion("docs", "a", 1), call()));
    refusal(NotFound.class, corpus.activate(new ActivateVersion("docs", "a", 1), call()));
    assertEquals("open", client.as("ann").open("a", 1).text());
    assertEquals(2, client.as("ann").versions("a").size());
  }

  @Test
  void toAnEarlierVersionIsForThoseOnItsOwnList() {
    client.commit(Draft.of("a", "금고 번호 90210").acl("ann"));
    client.commit(Draft.of("a", "anything").version(2));

    assertEquals(List.of("2 ACTIVE"), client.states("a"));
    refusal(NotFound.class, corpus.openVersion(new OpenVersion("docs", "a", 1), call()));
    refusal(NotFound.class, corpus.activate(new ActivateVersion("docs", "a", 1), call()));
    assertEquals("anything", client.document("a").text());
    assertEquals(List.of("2 ACTIVE", "1 KEPT"), client.as("ann").states("a"));
    assertEquals("금고 번호 90210", client.as("ann").open("a", 1).text());
    assertEquals(1, client.as("ann").activate("a", 1).version());
  }

  @Test
  void toWhatIsLeftOutIsForThoseOnItsList() {
    client.commit(Draft.of("a", "plan"));
    client.commit(Draft.of("b", "plan").acl("ann").leftOutFor("a"));

    assertEquals(List.of(), client.leftOut());
    refusal(NotFound.class, corpus.listVersions(new ListVersions("docs", "b"), call()));
    assertEquals(List.of("b for a"), client.as("ann").leftOut());
    assertEquals(List.of("1 LEFT_OUT"), client.as("ann").states("b"));
  }

  @Test
  void comesBackWithTheVersionThatGaveIt() {
    client.commit(Draft.of("a", "plan"));
    client.commit(Draft.of("a", "plan").acl("ann").version(2));
    client.as("ann").activate("a", 1);

    assertEquals(List.of("plan"), client.find("plan"));
  }
}
