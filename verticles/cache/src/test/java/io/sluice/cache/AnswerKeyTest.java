package io.sluice.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.message.Caching.Scope;
import io.sluice.message.CallInfo;
import io.sluice.message.Expand;
import io.sluice.message.Filters;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerKeyTest {
  private static final Scope SCOPE = Samples.scope("handbook", Filters.NONE);
  private static final CallInfo CALL = Samples.call("ann");

  private static AnswerKey key(Scope scope) {
    return AnswerKey.of(scope, "How long is the leave?", CALL);
  }

  private static Scope withTags(String... tags) {
    return Samples.scope("handbook",
        new Filters(List.of(tags), null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"how long is the leave", "  How\tlong is\n the  LEAVE ? ",
      "How long is the leave?!", "Ｈｏｗ ｌｏｎｇ ｉｓ ｔｈｅ ｌｅａｖｅ？", "How long is the leave...",
      "How\u00a0long is the\u3000leave。"})
  void anEnglishQuestionIsTheSameHoweverItIsWritten(String written) {
    assertEquals("how long is the leave", AnswerKey.normal(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"휴가는 며칠인가요", " 휴가는  며칠인가요? ", "휴가는\u3000며칠인가요？", "휴가는 며칠인가요。",
      "휴가는 며칠인가요｡!"})
  void aKoreanQuestionIsTheSameHoweverItIsWritten(String written) {
    assertEquals("휴가는 며칠인가요", AnswerKey.normal(written));
    assertEquals("휴가는 며칠인가요",
        AnswerKey.normal(Normalizer.normalize(written, Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @CsvSource({"휴가는 며칠인가요,휴가는 며칠인가", "휴가 신청,휴가신청", "Is it 1.5?,Is it 15?", "Is it -5?,Is it 5?",
      "What is C#?,What is C?", "nowhere,now here", "Who knows about IT?,Who knows about it?",
      "What is 2⁵?,What is 25?"})
  void whatMakesAnotherQuestionOfItStays(String one, String other) {
    assertNotEquals(AnswerKey.normal(one), AnswerKey.normal(other));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "'   ',''", "???,?", "'? ! .',?"})
  void whatHasNoWordsIsNoFailure(String written, String normal) {
    assertEquals(normal, AnswerKey.normal(written));
  }

  @Test
  void whoAsksTheSameHasTheSameQuestion() {
    var ann = AnswerKey.of(SCOPE, "휴가는 며칠인가요?", Samples.call("ann", "staff"));
    var again = AnswerKey.of(SCOPE, " 휴가는 며칠인가요", Samples.call("staff", "ann"));
    var bob = AnswerKey.of(SCOPE, "휴가는 며칠인가요?", Samples.call("bob", "staff"));

    assertEquals(ann, again);
    assertEquals(ann.question(), bob.question());
    assertNotEquals(ann.id(), bob.id());
  }

  @Test
  void anotherTenantHasAnotherQuestion() {
    var ours = AnswerKey.of(SCOPE, "q", Samples.callOf("a", "ann"));
    var theirs = AnswerKey.of(SCOPE, "q", Samples.callOf("b", "ann"));

    assertNotEquals(ours.question(), theirs.question());
  }

  @Test
  void whateverDiffersInTheScopeIsAnotherQuestion() {
    var day = LocalDate.of(2026, 1, 1);
    var none = Filters.NONE;
    var scopes = List.of(SCOPE,
        new Scope("other", "standard", "p-1", null, none, null, null, "en", null),
        new Scope("handbook", "other", "p-1", null, none, null, null, "en", null),
        new Scope("handbook", "standard", "other", null, none, null, null, "en", null),
        new Scope("handbook", "standard", "p-1", "null", none, null, null, "en", null),
        new Scope("handbook", "standard", "p-1", "large", none, null, null, "en", null),
        new Scope("handbook", "standard", "p-1", null, none, 5, null, "en", null),
        new Scope("handbook", "standard", "p-1", null, none, null, Expand.OFF, "en", null),
        new Scope("handbook", "standard", "p-1", null, none, null, null, "ko", null),
        new Scope("handbook", "standard", "p-1", null, none, null, null, "en", "c0ffee"),
        withTags("a"),
        withTags("a", "b"),
        Samples.scope("handbook", new Filters(List.of(), "ko", null, null, null, null)),
        Samples.scope("handbook", new Filters(List.of(), null, day, null, null, null)),
        Samples.scope("handbook", new Filters(List.of(), null, null, day, null, null)),
        Samples.scope("handbook", new Filters(List.of(), null, null, null, "kim", null)),
        Samples.scope("handbook", new Filters(List.of(), null, null, null, null, "kim")));

    var questions = new HashSet<String>();
    scopes.forEach(scope -> questions.add(key(scope).question()));

    assertEquals(scopes.size(), questions.size());
  }

  @Test
  void noTagCanPassForTwo() {
    assertNotEquals(key(withTags("a", "b")), key(withTags("a, b")));
    assertNotEquals(key(withTags("a", "b")), key(withTags("a:b")));
    assertNotEquals(key(withTags("a, language=ko")),
        key(Samples.scope("handbook", new Filters(List.of("a"), "ko", null, null, null, null))));
  }

  @Test
  void noNameCanPassForTwo() {
    var none = Filters.NONE;
    assertNotEquals(
        key(new Scope("a, variant=b", "c", "p", null, none, null, null, "en", null)),
        key(new Scope("a", "b, variant=c", "p", null, none, null, null, "en", null)));
    assertNotEquals(
        AnswerKey.of(SCOPE, "q", Samples.callOf("a:b", "c")).question(),
        AnswerKey.of(SCOPE, "q", Samples.callOf("a", "b:c")).question());
  }

  @Test
  void noPrincipalCanPassForTwo() {
    var two = AnswerKey.of(SCOPE, "q", Samples.call("ann", "staff"));

    assertNotEquals(two, AnswerKey.of(SCOPE, "q", Samples.call("ann, staff")));
    assertNotEquals(two, AnswerKey.of(SCOPE, "q", Samples.call("ann:staff")));
    assertNotEquals(two, AnswerKey.of(SCOPE, "q", Samples.call("annstaff")));
  }

  @Test
  void noQuestionCanReachIntoWhoAsks() {
    assertNotEquals(AnswerKey.of(SCOPE, "q3:ann", Samples.call()).id(),
        AnswerKey.of(SCOPE, "q", Samples.call("ann")).id());
  }
}
