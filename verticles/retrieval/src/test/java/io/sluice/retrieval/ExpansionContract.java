package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.texts;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.korean;
import static io.sluice.retrieval.Draft.piece;
import static io.sluice.retrieval.Draft.unit;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Expansion;
import io.sluice.message.Expansion.Kind;
import io.sluice.message.Filters;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Tuning.Feedback;
import io.sluice.message.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is searched for beyond the words of a question, and how a hit explains itself. */
abstract class ExpansionContract extends CorpusContract {

  private static final Tuning WORDS = new Tuning(null, Feedback.WORDS);
  private static final Tuning MEANING = new Tuning(null, Feedback.MEANING);
  private static final Tuning PLAIN = new Tuning(null, Feedback.OFF);

  @Override
  FindingRules rules() {
    return new FindingRules(100, 1, 0, Blend.RRF, 60, Feedback.OFF,
        List.of(List.of("휴가", "연차", "annual leave"), List.of("wifi", "무선랜")));
  }

  @Test
  void findsWhatMeansTheSameInAnotherWordOrLanguage() {
    client.commit(korean("a", "연차는 열다섯 날이다."));
    client.commit(Draft.of("b", "Annual leave is fifteen days."));
    client.commit(Draft.of("c", "Parking is free."));

    var found = client.search(words("휴가는 며칠인가요?", PLAIN));

    assertEquals(2, found.hits().size());
    assertEquals(List.of(new Expansion(Kind.SYNONYMS, List.of("연차", "annual leave"))),
        found.expansions());
  }

  @Test
  void prefersTheWordItselfToWhatMeansTheSame() {
    client.commit(korean("a", "연차는 열다섯 날이다."));
    client.commit(korean("b", "휴가는 열다섯 날이다."));

    assertEquals(List.of("휴가는 열다섯 날이다.", "연차는 열다섯 날이다."), client.find("휴가"));
  }

  @Test
  void knowsSynonymsOfSeveralWordsOnlyWhereTheyStandTogether() {
    client.commit(korean("a", "연차는 열다섯 날이다."));

    assertEquals(1, client.find("annual leave").size());
    assertEquals(0, client.find("leave it for the annual report").size());
  }

  @Test
  void findsByFeedbackWhatOnlySharesWordsWithTheBest() {
    client.commit(Draft.of("a", "The turbine has a titanium rotor."));
    client.commit(Draft.of("b", "A rotor of titanium is light."));
    client.commit(Draft.of("c", "Parking is free.", "Lunch is at noon.", "The gate is open."));

    assertEquals(1, client.search(words("turbine", PLAIN)).hits().size());
    var found = client.search(words("turbine", WORDS));

    assertEquals(List.of("The turbine has a titanium rotor.", "A rotor of titanium is light."),
        texts(found));
    var expansion = requireNonNull(found.expansions()).getFirst();
    assertEquals(Kind.FEEDBACK, expansion.kind());
    assertTrue(expansion.words().containsAll(List.of("titanium", "rotor")), expansion.toString());
  }

  @Test
  void movesTheVectorTowardsTheBestByFeedback() {
    client.commit(embedded("a", piece("best", .8f, .6f, 0), piece("good", .75f, .66f, 0),
        piece("fair", .7f, .71f, 0), piece("beside them", 0, 1, 0), piece("far off", .1f, 0, -1)));
    var vector = unit(1, 0, -.1f);

    assertEquals(List.of("best", "good", "fair", "far off", "beside them"),
        texts(client.search(near(vector, PLAIN))));
    for (var feedback : List.of(MEANING, WORDS)) {
      var moved = client.search(near(vector, feedback));
      assertEquals(List.of("beside them", "far off"), texts(moved).subList(3, 5));
      assertEquals(vector.dot(unit(0, 1, 0)),
          requireNonNull(moved.hits().get(3).legs().vector()), 1e-6);
    }
  }

  @Test
  void tellsNothingOfForbiddenDocumentsByFeedback() {
    client.commit(Draft.of("a", "The turbine is loud."));
    client.commit(Draft.of("b", "The turbine has a secret rotor.").acl("boss"));

    var found = client.search(words("turbine", WORDS));

    assertEquals(List.of("The turbine is loud."), texts(found));
    assertTrue(!String.valueOf(found.expansions()).contains("rotor"));
  }

  @Test
  void takesTheNearestWordWhereThereIsNone() {
    client.commit(Draft.of("a", "The turbine is loud."));
    client.commit(korean("b", "재택근무는 이틀이다."));

    var english = client.search(words("turbene", PLAIN));
    var korean = client.search(words("재택근뮤", PLAIN));

    assertEquals(List.of("The turbine is loud."), texts(english));
    assertEquals(List.of(new Expansion(Kind.SPELLING, List.of("turbin"))),
        english.expansions());
    assertEquals(List.of("재택근무는 이틀이다."), texts(korean));
  }

  @Test
  void leavesWordsAsTheyAreWhereOneOfThemIsFound() {
    client.commit(Draft.of("a", "Reimbursement takes ten days."));

    var found = client.search(words("reimbursement dayz", PLAIN));

    assertEquals(1, found.hits().size());
    assertNull(found.expansions());
  }

  @Test
  void tellsNoWordsOfForbiddenDocuments() {
    client.commit(Draft.of("a", "Turbines are loud.").acl("boss"));
    client.commit(Draft.of("b", "Parking is free."));

    var found = client.search(words("turbinez", PLAIN));

    assertEquals(List.of(), found.hits());
    assertNull(found.expansions());
  }

  @Test
  void saysWhyAPassageWasFound() {
    client.commit(embedded("a", piece("the loud turbine", 0, 1), piece("quiet", 1, 0)));

    var hits = client.search(new FindPassages("docs", "a LOUD turbine, and a bird", unit(1, 0),
        true, SearchMode.HYBRID, 5, Filters.NONE, null, Draft.MODEL)).hits();

    var loud = requireNonNull(hits.getFirst().why());
    assertEquals(1, loud.keyword());
    assertEquals(2, loud.vector());
    assertEquals(1, loud.fused());
    assertEquals(List.of("loud", "turbin"), loud.terms());
    var quiet = requireNonNull(hits.getLast().why());
    assertNull(quiet.keyword());
    assertEquals(1, quiet.vector());
    assertEquals(List.of(), quiet.terms());
  }

  @Test
  void blendsByScoresWhereThatIsAskedFor() {
    client.commit(embedded("a", piece("exact exact", .8f, .6f), piece("exact", 1, 0)));

    var byScores = client.search(new FindPassages("docs", "exact", unit(1, 0), true,
        SearchMode.HYBRID, 5, Filters.NONE, .99, Draft.MODEL,
        new Tuning(Blend.CONVEX, Feedback.OFF)));

    assertEquals("exact", byScores.hits().getFirst().passage().text());
    assertTrue(byScores.hits().getLast().score() > .89, byScores.toString());
  }

  private static FindPassages words(String query, Tuning tuning) {
    return new FindPassages("docs", query, null, false, SearchMode.KEYWORD, 10, Filters.NONE, null,
        null, tuning);
  }

  private static FindPassages near(Vector vector, Tuning tuning) {
    return new FindPassages("docs", "", vector, true, SearchMode.VECTOR, 10, Filters.NONE, null,
        Draft.MODEL, tuning);
  }
}
