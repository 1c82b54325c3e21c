package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {

  /** Sentences stand between the bars, which are replaced by a space to make the text. */
  @ParameterizedTest
  @ValueSource(strings = {"연차는 15일입니다.|3년 뒤에는 늘어나요.|그렇죠?|네!", "좋아요!!|정말요?!|끝", "한국어입니다。|다음입니다。",
      "It rains.|We stay.", "Is it?|Yes!", "One 👩‍👩‍👧 family.|Two.", "그랬다…|그리고 갔다.",
      "감사합니다!😊|다음 문장."})
  void aMarkAndASpaceEndASentence(String marked) {
    assertSentences(marked, "|", " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"연차는 15일입니다.|그리고 늘어나요.|그렇죠?|맞아요!|네.", "했다.|2019년에 갔다.", "끝났다.|“그래”라고 했다.",
      "했다…|그리고 갔다."})
  void koreanSentencesEndWithoutASpaceToo(String marked) {
    assertSentences(marked, "|", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mr. Kim and Dr. Lee met at 5 p.m. today.",
      "He lives in the U.S. Government house.",
      "J. R. Smith, Ph.D. of Seoul.", "Use e.g. Docker, i.e. a container.",
      "See No. 5, p. 12 and Fig. 3.",
      "Pi is 3.14 and v1.2.3 is out.", "Open report.final.pdf or 보고서.pdf 파일을 엽니다.",
      "See https://a.b/c?d=e.f&g!h and www.x.io/y.z now.", "메일은 a.b@c.co.kr로 보냅니다.",
      "Acme Inc.는 미국 U.S. 정부와 일한다.",
      "시행일은 2026. 3. 15. 입니다.", "2026.3.15. 시행한다.", "“가자!”라고 말했다.", "\"간다.\"고 했다.",
      "“좋아요!” 라고 답했다.",
      "\"Stop!\" he said.", "음... 그게 말이죠.", "I don't know... maybe.", "approx. five of them",
      "1. 신청서를 씁니다.",
      "가. 첫째 항목입니다.", "Node.js와 System.out을 씁니다.", "Yahoo!Inc is a name."})
  void theseAreOneSentence(String text) {
    assertEquals(List.of(text), sentences(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"I said no.|We left.", "He lives in the U.S.|The house is big.",
      "Acme Inc.|He left.",
      "It has 15.|The rest went.", "버전 2.0.|다음 문장이다.", "Section 1.2 ends.|Then more.",
      "hello there.|how are you",
      "Bring pens, etc.|They help."})
  void anAbbreviationOrNumberMayBeTheLastWord(String marked) {
    assertSentences(marked, "|", " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"“정말이야?”|그는 물었다.", "(부록을 보세요.)|끝.", "**중요합니다.**|다음.", "「그렇다.」|그는 말했다.",
      "He said \"Go.\"|Then he left."})
  void closingQuotesAndBracketsStayWithTheirSentence(String marked) {
    assertSentences(marked, "|", " ");
  }

  @Test
  void markdownStructureBoundsSentences() {
    var blocks = List.of("# 휴가 규정. 제1장", "Title\n=====", "첫 문단에는 마침표가 없다", "- 하나", "* 둘", "1. 셋",
        "12) 넷",
        "가. 다섯", "① 여섯", "| a | b. c |", "|---|---|", "## Next", "> 인용이다", "***", "끝");
    assertEquals(blocks, sentences(String.join("\n", blocks)));
    assertEquals(blocks, sentences(String.join("\r\n", blocks)));
  }

  @Test
  void aBlankLineEndsAParagraph() {
    assertEquals(List.of("no stop here", "nor here"), sentences("no stop here\n \t\nnor here"));
  }

  @Test
  void aSoftWrapDoesNotEndASentence() {
    assertEquals(
        List.of("This line is soft\nwrapped here.", "신청은 합니\r\n다.", "- an item that\n  goes on"),
        sentences("This line is soft\nwrapped here. 신청은 합니\r\n다.\n- an item that\n  goes on"));
  }

  @Test
  void aFencedBlockIsOneSpan() {
    assertEquals(List.of("먼저:", "```sh\na. B.\n\n# c\n~~~\n```", "다음.", "~~~~\nx\n~~~\ny. Z"),
        sentences("먼저:\n```sh\na. B.\n\n# c\n~~~\n```\n다음.\n~~~~\nx\n~~~\ny. Z"));
  }

  @Test
  void aBlankTextHasNone() {
    assertEquals(List.of(), sentences(""));
    assertEquals(List.of(), sentences(" \t\r\n\u3000\u00A0\n"));
  }

  @Test
  void offsetsAreThoseOfTheTextAsGiven() {
    assertEquals(List.of(new Span(2, 7), new Span(9, 14)), Sentences.of("\r\n가나다라.\r\n마바사아.\r\n"));
  }

  private static List<String> sentences(String text) {
    return Sentences.of(text).stream().map(span -> span.of(text)).toList();
  }

  private static void assertSentences(String marked, String bar, String between) {
    assertEquals(List.of(marked.split(Pattern.quote(bar), -1)),
        sentences(marked.replace(bar, between)));
  }
}
