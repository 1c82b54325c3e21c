package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {

  @ParameterizedTest
  @ValueSource(strings = {"휴가", "휴가는", "휴가를", "휴가가", "휴가에는", "휴가만", "휴가로"})
  void particlesDoNotChangeANoun(String word) {
    assertEquals(List.of("휴가"), Terms.of(word));
  }

  @Test
  void decomposedHangulReadsLikeComposed() {
    assertEquals(List.of("휴가"), Terms.of(Normalizer.normalize("휴가는", Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"걸려요", "걸립니다", "걸렸습니다"})
  void endingsDoNotChangeAVerb(String word) {
    assertEquals(List.of("걸리"), Terms.of(word));
  }

  @Test
  void aCompoundIsFollowedByItsParts() {
    assertEquals(List.of("재택근무", "재택", "근무"), Terms.of("재택근무는"));
  }

  @ParameterizedTest
  @CsvSource({"employees,employe", "working,work", "Laptops,laptop", "user's,user", "ＶＰＮ,vpn"})
  void latinWordsAreStemmedInLowerCase(String word, String stem) {
    assertEquals(List.of(stem), Terms.of(word));
  }

  @Test
  void aKoreanAndAnEnglishTextShareTheirTerms() {
    assertEquals(List.of("vpn", "접속", "laptop"), Terms.of("VPN에 접속할 수 있는 laptop들"));
    assertEquals(List.of("laptop", "vpn"), Terms.of("the laptops and their VPNs"));
  }

  @Test
  void functionWordsAreDroppedButNotTheirNamesakes() {
    assertEquals(List.of("it", "us"), Terms.of("It is the IT of us in the US"));
    assertEquals(List.of(), Terms.of("그것은 이 경우 등 때문에 할 수 있는 것이다"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"15|15", "3,000|3000", "3000|3000", "1,234,567|1234567",
      "3.14|3.14",
      "1,2|1 2", "10,20|10 20", "3.|3", "007|007", "12,345.67|12345.67"})
  void numbersStayAsTypedButForTheThousandsComma(String number, String terms) {
    assertEquals(List.of(terms.split(" ", -1)), Terms.of(number));
    assertEquals(List.of(terms.split(" ", -1)), Terms.of("(" + number + ")"));
  }

  @Test
  void aNumberKeepsItsUnit() {
    assertEquals(List.of("3", "개월", "15", "일", "3000", "원"), Terms.of("3개월 15일, 3,000원"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "...!?", "😀", "\uD83D", "\u0000"})
  void aTextWithoutWordsHasNone(String text) {
    assertEquals(List.of(), Terms.of(text));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"휴가는 며칠이에요?|휴가", "휴가는 몇 개인가요|휴가 개",
      "신청은 언제까지 하는지 알려주세요. 궁금합니다|신청",
      "무엇을 준비해야 하나요|준비", "누구에게 연락하나요|연락", "What is the dress code?|dress code",
      "Please tell me how many laptops|laptop", "How long is the trip?|trip",
      "a long trip|long trip",
      "어떻게 접속하나요?|접속"})
  void aQuestionIsAboutTheRestOfItsWords(String question, String terms) {
    assertEquals(List.of(terms.split(" ", -1)), Terms.ofQuestion(question));
  }

  @Test
  void aQuestionMayBeAboutNothing() {
    assertEquals(List.of(), Terms.ofQuestion("언제 알려주세요?"));
  }

  @Test
  void aThousandVirtualThreadsReadTheSameTerms() throws Exception {
    var text = "재택근무는 일주일에 3,000번, employees의 VPN 접속은 걸려요. ".repeat(5);
    var expected = Terms.of(text);
    Callable<List<String>> reading = () -> Terms.of(text);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readings = IntStream.range(0, 1_000).mapToObj(i -> reading).toList();
      for (var read : threads.invokeAll(readings)) {
        assertEquals(expected, read.get());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"가", "a", "1", "1.", "1,", "1,111,", " ", "ㅋ", ".", "😀"})
  void noTermIsTooLongForAnIndex(String piece) {
    for (var term : Terms.of(piece.repeat(40_000 / piece.length()))) {
      assertTrue(term.length() < 2_000);
    }
  }

  @Test
  void aVeryLongTextIsRead() {
    assertEquals(100_000, Terms.of("휴가는 ".repeat(100_000)).size());
  }
}
