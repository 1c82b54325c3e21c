package io.sluice.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypothesisTest {

  @Test
  void aPassageAboutTheQuestionIsTaken() {
    assertEquals("재직 1년이 지난 직원에게는 15일의 연차 휴가를 준다.",
        Hypothesis.of("\n재직 1년이 지난 직원에게는 15일의 연차 휴가를 준다.\n", "휴가는 며칠이에요?"));
  }

  @Test
  void inTheOtherLanguageItMayHaveOtherWords() {
    assertEquals("Employees receive fifteen days of paid leave.",
        Hypothesis.of("Employees receive fifteen days of paid leave.", "휴가는 며칠이에요?"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HACKED", "I'm sorry, but I can't help with vacation days.",
      "The moon is a rocky body that orbits the Earth once a month."})
  void whatIsNoSuchPassageIsNotTaken(String said) {
    assertNull(Hypothesis.of(said, "How many vacation days do I get?"));
  }

  @Test
  void aBookIsNotTaken() {
    assertNull(Hypothesis.of("vacation days ".repeat(1000), "How many vacation days do I get?"));
  }
}
