package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Passage;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.WidenPassages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around passages. */
abstract class WideningContract extends CorpusContract {

  private static final Draft DRAFT = Draft.korean("a", "첫째 문단", "둘째 🧾 문단", "셋째 문단",
      "넷째 문단", "다섯째 문단");

  @Test
  void bringsTheNeighboursAlong() {
    client.commit(DRAFT);

    assertEquals("둘째 🧾 문단\n셋째 문단\n넷째 문단", widen(found("셋째"), 1).text());
  }

  @Test
  void staysWithinTheDocument() {
    client.commit(DRAFT);
    client.commit(Draft.korean("b", "다른 문서"));

    assertEquals(DRAFT.text(), widen(found("첫째"), 20).text());
    assertEquals("넷째 문단\n다섯째 문단", widen(found("다섯째"), 1).text());
  }

  @Test
  void saysWhereTheTextStands() {
    client.commit(DRAFT);

    var wide = widen(found("셋째"), 1);

    assertEquals(wide.text(), DRAFT.text().substring(wide.start(), wide.end()));
    assertEquals(found("셋째").id(), wide.id());
  }

  @Test
  void leavesAPassageOfAnOlderVersionAsItWas() {
    client.commit(DRAFT);
    var old = found("셋째");
    client.commit(Draft.korean("a", "셋째 문단", "새 문단").version(2));

    assertEquals(old, widen(old, 1));
  }

  @Test
  void leavesAForbiddenPassageAsItWas() {
    client.commit(DRAFT.acl("boss"));
    var theirs = client.as("boss").hits("셋째").getFirst().passage();

    assertEquals(theirs, widen(theirs, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1000})
  void refusesAWindowThatIsNone(int window) {
    client.commit(DRAFT);

    assertEquals("window", refusal(BadRequest.class, corpus
        .widenPassages(new WidenPassages("docs", List.of(), window), call())).param());
  }

  private Passage found(String words) {
    return client.hits(words).getFirst().passage();
  }

  private Passage widen(Passage passage, int window) {
    return answer(
        corpus.widenPassages(new WidenPassages("docs", List.of(passage), window), call()))
        .passages().getFirst();
  }
}
