package io.sluice.generation.extractive;

import static io.sluice.generation.extractive.Asked.english;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.ExtractiveConfig;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddInputTest {
  private static final Passage GATE = english("Guide", "The gate is locked at 22:00.");

  @Test
  void withoutPassagesNothingIsFound() {
    var korean = Asked.of("휴가는 며칠이에요?");
    var english = Asked.of("How many days?");

    assertFalse(korean.grounded());
    assertEquals("문서에서 이 질문에 대한 답을 찾지 못했습니다.", korean.text());
    assertEquals("I could not find an answer to this question in the documents.", english.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "?!…", "😀😀", "\uD83D", "what how when?", "무엇을 어떻게?", "[1]",
      "|", "# "})
  void aQuestionThatNamesNothingIsNotAnswered(String question) {
    var asked = Asked.of(question, GATE);

    assertFalse(asked.grounded(), asked.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "15일", "\u001b[31m", "31 m", "2026-12-31", "3.14 / 15"})
  void numbersAloneAreNoQuestion(String question) {
    var asked = Asked.of(question,
        Asked.korean("휴가", "첫 해에는 15일이 주어집니다.", "포인트는 12월 31일에 사라집니다."),
        english("Points", "Plan m: points expire on 31 December, after 3.14 years."));

    assertFalse(asked.grounded(), asked.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"밥", "gate", "22:00 gate"})
  void oneWordIsAQuestion(String question) {
    var asked = Asked.of(question, GATE, Asked.korean("식당", "밥은 정오에 나옵니다."));

    assertTrue(asked.grounded(), asked.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "---", "| | |\n|---|---|\n| | |", "# ", "```",
      "\uD83D\uDE00", "\uDE00",
      "> > >", "- \n- ", "…"})
  void aPassageThatSaysNothingIsNotQuoted(String text) {
    var asked = Asked.of("When is the gate locked?", english("Guide", text));

    assertFalse(asked.grounded(), asked.text());
  }

  @Test
  void aQuestionOfTenThousandCharactersIsReadByItsBeginning() {
    var asked = Asked.of("When is the gate locked? " + "x".repeat(10_000), GATE);

    assertTrue(asked.text().length() < 500, asked.text());
  }

  @Test
  void aPassageOfAMegabyteIsRead() {
    var filler = "The weather was fine on that day and nothing else happened. ".repeat(17_000);

    var asked = Asked.of("When is the gate locked?",
        english("Guide", filler + "The gate is locked at 22:00."));

    assertEquals("The gate is locked at 22:00. [1]", asked.text());
  }

  @Test
  void aMegabyteWithoutAnEndIsQuotedByItsBeginning() {
    var asked = Asked.of("When is the gate locked?",
        english("Guide", "The gate is locked at ten " + "and locked ".repeat(90_000)));

    assertTrue(asked.text().startsWith("The gate is locked at ten"), asked.text());
    assertTrue(asked.text().length() < 700, asked.text());
  }

  @Test
  void halvesOfSurrogatePairsDoNotMoveTheCitations() {
    var asked = Asked.of("When is the \uDE00 gate locked?",
        english("Guide", "Hello \uD83D. The gate \uDE00 is locked at 22:00 😀."));

    assertEquals(List.of("The gate \uFFFD is locked at 22:00 😀."), asked.quotes());
  }

  @Test
  void aBlankStandaloneQuestionFallsBackOnTheQuestion() {
    var request = new Generate("When is the gate locked?", " ", "en", "normal", List.of(GATE),
        List.of());

    assertTrue(Asked.of(request, ExtractiveConfig.DEFAULT).grounded());
  }

  @Test
  void nothingIsReadOnceNobodyWaits() {
    var sentences = PassageReader.read(GATE, 1, () -> true);

    assertEquals(List.of(), sentences);
  }
}
