package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.junit.jupiter.api.Test;

class AnalyzersTest {

  @Test
  void koreanDropsParticlesAndSplitsCompounds() throws IOException {
    assertEquals(List.of("재택", "근무", "신청"), tokens(Analyzers.korean(), "재택근무를 신청은"));
  }

  @Test
  void koreanStemsTheEnglishWordsInIt() throws IOException {
    assertEquals(List.of("it", "팀", "laptop", "user"),
        tokens(Analyzers.korean(), "IT팀 laptops의 user's"));
  }

  @Test
  void englishStemsAndDropsPossessivesAndFunctionWords() throws IOException {
    assertEquals(List.of("user", "laptop", "work", "us"),
        tokens(Analyzers.english(), "The user's laptops are working in the US"));
  }

  @Test
  void bothReadNumbersAlike() throws IOException {
    var numbers = List.of("3000", "3.14", "1.2.3", "15");
    assertEquals(numbers, tokens(Analyzers.korean(), "3,000 / 3.14 - 1.2.3; 15."));
    assertEquals(numbers, tokens(Analyzers.english(), "3,000 / 3.14 - 1.2.3; 15."));
  }

  @Test
  void identifiersAreThereAsTypedAndByTheirWords() throws IOException {
    assertEquals(List.of("getusernam", "get", "user", "name"),
        tokens(Analyzers.english(), "getUserName"));
    assertEquals(List.of("max_retry_count", "max", "retri", "count"),
        tokens(Analyzers.english(), "max_retry_count"));
    assertEquals(List.of("httpserver", "http", "server"),
        tokens(Analyzers.english(), "HTTPServer"));
    assertEquals(List.of("getusernam", "get", "user", "name", "호출"),
        tokens(Analyzers.korean(), "getUserName을 호출"));
  }

  @Test
  void whatIsOneWordStaysOne() throws IOException {
    assertEquals(List.of("v1.2.3", "laptop", "gpt", "4", "api"),
        tokens(Analyzers.english(), "v1.2.3 Laptops GPT-4 API _ __"));
  }

  @Test
  void aPhraseHasNoGapsHoweverItIsPunctuated() throws IOException {
    assertEquals(List.of("vpn@0-3+1", "접속@7-9+1", "3000@10-15+1", "방법@17-19+1"),
        positions("VPN -- 접속 3,000, 방법"));
  }

  @Test
  void eachLanguageHasItsAnalyzer() {
    assertSame(Analyzers.korean(), Analyzers.forLanguage(Language.KOREAN));
    assertSame(Analyzers.english(), Analyzers.forLanguage(Language.ENGLISH));
    assertSame(Analyzers.english(), Analyzers.forLanguage(Language.OTHER));
  }

  private static List<String> tokens(Analyzer analyzer, String text) throws IOException {
    var tokens = new ArrayList<String>();
    try (var stream = analyzer.tokenStream("text", text)) {
      var term = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
    }
    return tokens;
  }

  private static List<String> positions(String text) throws IOException {
    var tokens = new ArrayList<String>();
    try (var stream = Analyzers.korean().tokenStream("text", text)) {
      var term = stream.getAttribute(CharTermAttribute.class);
      var offset = stream.getAttribute(OffsetAttribute.class);
      var position = stream.getAttribute(PositionIncrementAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add("%s@%d-%d+%d".formatted(term, offset.startOffset(), offset.endOffset(),
            position.getPositionIncrement()));
      }
      stream.end();
    }
    return tokens;
  }
}
