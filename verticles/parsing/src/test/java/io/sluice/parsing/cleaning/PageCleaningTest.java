package io.sluice.parsing.cleaning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.parsing.Dropped;
import io.sluice.parsing.cleaning.PageCleaning.PagedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCleaningTest {
  private static final float HEIGHT = 842;
  private static final float RIGHT = 500;

  private final Tally tally = new Tally();

  @Test
  void joinsAnEnglishWordThatALineCuts() {
    assertEquals("All employees have paid annual information leave", paragraph(
        "All employees have paid annual infor-", "mation leave"));
    assertEquals(List.of(new Dropped("line-end-hyphen", 1, "infor-mation")), tally.dropped());
  }

  @Test
  void keepsTheHyphenOfAWordThatIsWrittenWithOne() {
    assertEquals("A well-known rule is a well-known rule", paragraph(
        "A well-known rule is a well-", "known rule"));
    assertEquals("since COVID-19", paragraph("since COVID-", "19"));
    assertEquals(List.of(), tally.dropped());
  }

  @Test
  void leavesAHyphenAfterHangulAlone() {
    assertEquals("서울- 부산 노선", paragraph("서울-", "부산 노선"));
  }

  @Test
  void takesASoftHyphenOutWhereverItIs() {
    assertEquals("informational leave", paragraph("infor\u00ADmatio\u00AD", "nal leave"));
  }

  @Test
  void putsABlankBetweenKoreanLinesWhereNothingSpeaksAgainstIt() {
    assertEquals("모든 직원은 연차 휴가를 쓸 수 있다", paragraph("모든 직원은 연차", "휴가를 쓸 수 있다"));
  }

  @Test
  void joinsAKoreanLineThatGoesOnWithAnEnding() {
    assertEquals("휴가를 신청할 수 있습니다. 모두", paragraph("휴가를 신청할 수 있", "습니다. 모두"));
    assertEquals("본사에서 근무", paragraph("본사", "에서 근무"));
  }

  @Test
  void joinsAKoreanWordThatStandsWholeElsewhere() {
    assertEquals("이 개인정보처리방침 문서는 개인정보처리방침 이다 그리고", paragraph(
        "이 개인정보처리방침 문서는 개인정보처", "리방침 이다 그리고"));
  }

  @Test
  void trustsTheBlanksThatAFileWritesAtItsLinesEnds() {
    var page = page(line(0, "회사는 직원의 건강을 ", RIGHT), line(1, "위하여 매년 한 번 건강", RIGHT),
        line(2, "검진을 하고 그 결과를 ", RIGHT), line(3, "알려야 하며 비용은 ", RIGHT), line(4, "회사가 낸다", 300));
    assertEquals("회사는 직원의 건강을 위하여 매년 한 번 건강검진을 하고 그 결과를 알려야 하며 비용은 회사가 낸다",
        clean(page).text());
  }

  @Test
  void joinsChineseWithoutABlank() {
    assertEquals("年次有給休暇取得", paragraph("年次有給休", "暇取得"));
  }

  @Test
  void startsAParagraphAfterAWideGapAndAtAnotherSize() {
    var page = page(new Line("제1장 총칙", 72, 200, 100, 16, false, false), line(3, "본문 첫 줄", RIGHT),
        line(4, "둘째 줄", 200), line(7, "다음 문단", 200));
    assertEquals("제1장 총칙\n\n본문 첫 줄 둘째 줄\n\n다음 문단", clean(page).text());
  }

  @Test
  void startsALineAtAnItemOfAList() {
    assertEquals("다음과 같다\n1. 연차\n2. 병가\n가. 경조\n• 기타", paragraph("다음과 같다", "1. 연차", "2. 병가", "가. 경조",
        "• 기타"));
  }

  @Test
  void goesOnWithAParagraphOnTheNextPage() {
    var text = clean(page(line(0, "A sentence that begins on one page and", RIGHT)),
        page(line(0, "ends on another.", 300)));
    assertEquals("A sentence that begins on one page and ends on another.", text.text());
    assertEquals("ends on another.", text.text().substring(text.pageStarts().get(1)));
  }

  @Test
  void knowsWhereAPageBeginsThatBeginsWithinAWord() {
    var text = clean(page(line(0, "All employees have paid infor-", RIGHT)), page(),
        page(line(0, "mation leave.", 300)));
    assertEquals("All employees have paid information leave.", text.text());
    assertEquals("mation leave.", text.text().substring(text.pageStarts().get(2)));
    assertEquals(List.of(0, 29, 29), text.pageStarts());
  }

  @Test
  void leavesOutWhatRunsThroughAChapterOnly() {
    var pages = new ArrayList<Page>();
    for (var i = 0; i < 20; i++) {
      pages.add(
          page(at(40, i < 10 ? "1장 총칙" : "2장 휴가"), line(0, "Words of page " + letters(i), 300)));
    }
    var text = clean(pages.toArray(Page[]::new));
    assertTrue(text.text().startsWith("Words of page aaa"), text.text());
    assertEquals(List.of(new Dropped("repeated-header", 20, "1장 총칙")), tally.dropped());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report 2024   %d", "Report 2024\t%d", "%d\t사내 규정집", "사내 규정집 %d쪽",
      "Report | %d", "%d · Report", "Report Page %d of 30", "Page %d of 30 Report", "%d / 30",
      "%d"})
  void leavesOutThePagesNumberAndTheWordsBesideIt(String form) {
    assertEquals(words(8), clean(pages(8, i -> at(810, form.formatted(i + 11)))));
    assertEquals(words(8), clean(pages(8, i -> at(40, form.formatted(i + 11)))));
  }

  @Test
  void leavesOutANumberAfterWordsInSmallPrint() {
    assertEquals(words(8), clean(pages(8,
        i -> new Line("Company secret " + (i + 1), 72, 200, 810, 8, false, false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Rule %d", "Step %d of 30", "제%d조", "제 %d 조 (휴가)", "%d. Leave",
      "%d Leave", "%d단계", "Rule %d: be on time", "Page secret 4711 on page number %d",
      "Invoice no.\t4711%d"})
  void keepsAHeadingWhoseNumberGoesUpWithThePages(String form) {
    for (var baseline : new float[]{40, 810}) {
      var text = clean(pages(6, i -> at(baseline, form.formatted(i + 1))));
      for (var i = 1; i <= 6; i++) {
        assertTrue(text.contains(form.formatted(i).replace('\t', ' ')), text);
      }
    }
    assertEquals(List.of(), tally.dropped());
  }

  @Test
  void keepsWhatIsAllThatAPageHas() {
    var pages = IntStream.range(0, 3)
        .mapToObj(i -> page(at(92, "Approved by the board"), at(810, "- " + (i + 1) + " -")))
        .toArray(Page[]::new);
    assertEquals(3, clean(pages).text().split("Approved by the board", -1).length - 1);
    assertEquals(List.of(new Dropped("page-number", 3, "- 1 -")), tally.dropped());
  }

  @Test
  void keepsABareNumberThatIsAllOfADocument() {
    assertEquals("42", clean(page(at(92, "42"))).text());
  }

  @Test
  void keepsALineThatStandsInTheMiddleOfEveryPage() {
    var pages = IntStream.range(0, 5).mapToObj(i -> page(line(10, "Notes", 120)))
        .toArray(Page[]::new);
    assertEquals(5, clean(pages).text().split("Notes", -1).length - 1);
  }

  @Test
  void keepsANumberAtTheEdgeThatIsNotThePages() {
    var text = clean(page(line(0, "Total of all days", 300), at(800, "42")),
        page(line(0, "End.", 300)));
    assertTrue(text.text().contains("42"), text.text());
  }

  @Test
  void keepsAHeadingThatIsLargerThanTheText() {
    var pages = IntStream.range(0, 5).mapToObj(
        i -> page(new Line("Chapter " + (i + 1), 72, 200, 60, 18, false, false),
            line(0, "Words of page " + letters(i), 300)))
        .toArray(Page[]::new);
    assertTrue(clean(pages).text().contains("Chapter 3"));
  }

  private String clean(List<Page> pages) {
    return clean(pages.toArray(Page[]::new)).text();
  }

  /** Pages with words in their middle and a line that may run through them. */
  private static List<Page> pages(int count, IntFunction<Line> line) {
    return IntStream.range(0, count).mapToObj(i -> {
      var words = line(0, "Words of page " + letters(i) + ".", 300);
      var edge = line.apply(i);
      return edge.baseline() < words.baseline() ? page(edge, words) : page(words, edge);
    }).toList();
  }

  private static String words(int count) {
    return String.join("\n\n", IntStream.range(0, count)
        .mapToObj(i -> "Words of page " + letters(i) + ".").toList());
  }

  private String paragraph(String... lines) {
    var set = new ArrayList<Line>();
    for (var i = 0; i < lines.length; i++) {
      set.add(line(i, lines[i], RIGHT));
    }
    return clean(page(set.toArray(Line[]::new))).text();
  }

  private PagedText clean(Page... pages) {
    return PageCleaning.clean(List.of(pages), tally);
  }

  private static Page page(Line... lines) {
    return new Page(List.of(lines), HEIGHT);
  }

  private static Line line(int number, String text, float right) {
    return new Line(text, 72, right, 300 + number * 14, 10, false, false);
  }

  private static Line at(float baseline, String text) {
    return new Line(text, 72, 200, baseline, 10, false, false);
  }

  private static String letters(int number) {
    return String.valueOf((char) ('a' + number)).repeat(3);
  }
}
