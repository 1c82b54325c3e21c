package io.sluice.generation.citation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.generation.citation.Grounding.Checked;
import io.sluice.message.GenerationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingTest {
  private static final Map<Integer, String> PASSAGES = Map.of(1,
      "휴가 규정\n연차는 1년에 15일입니다. 신청은 사흘 전까지 인사팀에 합니다. 근무는 오후 6시에 끝나고 식대는 월 20만 원입니다.",
      2, "Library\nYou may borrow five books at a time. Books are lent for 14 days. A late return"
          + " costs 1,000 won per day, payable to Mina Park. The VPN is called NorthGate.");

  @ParameterizedTest
  @ValueSource(strings = {"연차는 1년에 15일입니다 [1].", "신청은 3일 전까지 인사팀에 합니다 [1].",
      "근무는 18:00에 끝납니다 [1].", "식대는 월 200,000원입니다 [1].", "Up to 5 books can be borrowed [2].",
      "A late return costs 1000 won a day, payable to Mina Park [2].",
      "The rules are:\n\n- Books are lent for 14 days [2].\n- Five at a time [2].",
      "Annual leave is 15 days [1].", "No one borrows more than five books [2].",
      "네, NorthGate에서 VPN을 씁니다 [2]."})
  void whatThePassagesSayIsGrounded(String answer) {
    assertEquals(List.of(), check(answer).unsupported());
    assertTrue(check(answer).grounded());
  }

  @ParameterizedTest
  @ValueSource(strings = {"연차는 1년에 20일입니다 [1].", "신청은 총무팀에 합니다 [1].", "식대는 월 30만 원입니다 [1].",
      "Books are lent for 21 days [2].", "A late return is payable to John Smith [2].",
      "Books are lent for 14 days [1].", "The moon circles our beautiful planet quietly [2].",
      "Books are lent for 14 days [2]. The fine doubles after 60 days."})
  void whatTheyDoNotSayIsMarked(String answer) {
    assertEquals(1, check(answer).unsupported().size(), answer);
    assertFalse(check(answer).grounded());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Employees may bring elephants to the office [1].",
      "Books about elephants are lent gladly [1].", "직원은 사무실에 코끼리를 데려올 수 있습니다 [2].",
      "코끼리는 30일 동안 있을 수 있습니다 [2].", "코끼리를 데려옵니다 [2]."})
  void whatIsInAnotherLanguageThanItsSourcesIsNotTakenForTrue(String answer) {
    var checked = check(answer);

    assertFalse(checked.grounded());
    assertTrue(checked.foreign());
    assertNull(checked.support());
    assertEquals(List.of(), checked.unsupported());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Annual leave is 15 days [1].", "책은 14일 동안 빌립니다 [2].",
      "NorthGate를 써서 접속합니다 [2].", "library VPN을 통해 접속하는 방식입니다 [2]."})
  void whatHasNumbersNamesOrWordsOfThemIs(String answer) {
    var checked = check(answer);

    assertTrue(checked.grounded());
    assertFalse(checked.foreign());
    assertEquals(1.0, checked.support());
  }

  @Test
  void theSupportLeavesOutWhatCouldNotBeChecked() {
    var checked = check("책은 14일 동안 빌립니다 [2]. 직원은 코끼리를 데려올 수 있습니다 [2].");

    assertFalse(checked.grounded());
    assertTrue(checked.foreign());
    assertEquals(1.0, checked.support());
    // In the language of its sources, few words are not foreign.
    assertTrue(check("It is so [2].").grounded());
    assertFalse(check("문서에서 답을 찾을 수 없습니다.").foreign());
  }

  @Test
  void theMarkIsTheSentenceAndSaysWhatIsMissing() {
    var answer = "Books are lent for 14 days [2]. A late return costs 7 euros [2].";
    var marked = check(answer).unsupported().getFirst();

    assertEquals("A late return costs 7 euros [2].",
        answer.substring(marked.start(), marked.end()));
    assertEquals("7 is not in the sources", marked.why());
  }

  @Test
  void theSupportIsTheShareOfWhatHoldsByItsLength() {
    assertEquals(1.0, check("연차는 1년에 15일입니다 [1].").support());
    assertEquals(0.0, check("연차는 1년에 20일입니다 [1].").support());
    assertEquals(0.5, check("연차는 1년에 15일입니다 [1]. 연차는 2년에 20일입니다 [1].").support());
    // A heading claims nothing, and who cites nothing has not been checked.
    assertEquals(1.0, check("# Rules of 2031\n\nBooks are lent for 14 days [2].").support());
    assertNull(check("문서에서 답을 찾을 수 없습니다.").support());
    assertEquals(0.0, check("The fine is 77 euros.").support());
  }

  @ParameterizedTest
  @ValueSource(strings = {"문서에서 답을 찾을 수 없습니다.", "The documents do not say who won."})
  void withoutACitationNothingIsGrounded(String answer) {
    assertFalse(check(answer).grounded());
    assertEquals(List.of(), check(answer).unsupported());
  }

  @Test
  void whatTheQuestionSaysMayBeRepeated() {
    assertTrue(check("No, not 30 days: books are lent for 14 days [2].").grounded());
  }

  @Test
  void aMegabyteOfDigitsIsCheckedInNoTime() {
    check("1".repeat(1 << 20) + " [1]");
    check("1,111".repeat(1 << 18) + " [1]");
    check("A".repeat(1 << 20) + " [1]");
    check("A-".repeat(1 << 19) + " [1]");
  }

  private static Checked check(String said) {
    var events = new ArrayList<GenerationEvent>();
    var scanner = new CitationScanner(PASSAGES.keySet(), events::add);
    scanner.add(said);
    scanner.finish();
    return Grounding.of(scanner.text(), false, scanner.citations(), PASSAGES,
        "Are books lent for 30 days?").checked(Nearness.UNKNOWN);
  }
}
