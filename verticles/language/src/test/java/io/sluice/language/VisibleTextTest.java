package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"\u2068vacation\u2069", "\u202avacation\u202c", "vacation\u200c",
      "va\u00adcation", "\ufeffvacation", "vacation\udb40\udc41"})
  void aWordIsTheSameWithWhatNobodySees(String word) throws IOException {
    assertEquals("vacation", read(word));
    for (var language : List.of(Language.KOREAN, Language.ENGLISH)) {
      assertEquals(analysed("vacation", language), analysed(word, language));
    }
    assertEquals(Terms.of("vacation"), Terms.of(word));
  }

  @Test
  void soIsAKoreanWord() throws IOException {
    assertEquals(analysed("휴가", Language.KOREAN), analysed("휴\u200b가", Language.KOREAN));
    assertEquals(Terms.of("휴가"), Terms.of("휴\u200b가"));
  }

  @ParameterizedTest
  @EnumSource(names = {"KOREAN", "ENGLISH"})
  void offsetsAreThoseOfTheWholeText(Language language) throws IOException {
    var text = "\u2068vacation\u2069 \u200b\u200bdays \udb40\udc41laptop";
    try (var tokens = Analyzers.forLanguage(language).tokenStream("", text)) {
      var offset = tokens.addAttribute(OffsetAttribute.class);
      tokens.reset();
      for (var word : List.of("vacation", "days", "laptop")) {
        tokens.incrementToken();
        assertEquals(text.indexOf(word), offset.startOffset());
      }
      tokens.end();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "휴가 🏖 vacation", "\ud83c", "\ud83c a \udfd6", "\ud83c\ud83c\udfd6"})
  void whatIsSeenStaysAsItIs(String text) throws IOException {
    assertEquals(text, read(text));
  }

  @Test
  void aTextOfAnyLengthIsReadWhole() throws IOException {
    assertEquals("🏖가".repeat(5_000), read("🏖\u200b가".repeat(5_000)));
  }

  private static String read(String text) throws IOException {
    try (var visible = new VisibleText(new StringReader(text))) {
      var read = new StringBuilder();
      var some = new char[7];
      for (var count = visible.read(some, 0, 7); count >= 0; count = visible.read(some, 0, 7)) {
        read.append(some, 0, count);
      }
      return read.toString();
    }
  }

  private static List<String> analysed(String text, Language language) throws IOException {
    try (var tokens = Analyzers.forLanguage(language).tokenStream("", text)) {
      var term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      var terms = new ArrayList<String>();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
      return terms;
    }
  }
}
