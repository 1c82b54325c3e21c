package io.sluice.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.chunking.code.CodeLanguage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeCuttingTest {
  private static final Structure JAVA = Structure.code(CodeLanguage.JAVA);
  private static final Structure PYTHON = Structure.code(CodeLanguage.PYTHON);

  private static final String SHOP = """
      package shop;

      /** 장바구니. */
      class Cart {
        int a() {
          return 1;
        }

        /** 합계를 낸다. */
        @Override
        int total() {
          var sum = 0;
          for (var item : items) {
            sum += item.price() * item.count();
          }
          return sum;
        }

        int b() { return 2; }
      }
      """;

  @Test
  void whatFitsIsOnePassage() {
    assertEquals(List.of(SHOP.strip()), Cuts.texts(Cuts.cut(Strategy.AUTO, 200, SHOP, JAVA)));
  }

  @Test
  void aClassOverTheLimitComesApartIntoItsMembers() {
    var chunks = Cuts.cut(Strategy.CODE, 60, SHOP, JAVA);

    assertEquals(List.of("[]", "[Cart]", "[Cart, total]", "[Cart, b]"),
        chunks.stream().map(chunk -> chunk.heading().toString()).toList());
    assertTrue(chunks.get(2).text().startsWith("  /** 합계를 낸다. */\n  @Override\n  int total()"));
    assertEquals("  int b() { return 2; }\n}", chunks.get(3).text());
  }

  @Test
  void smallNeighboursAreGathered() {
    var source = "def a():\n    return 1\n\n\ndef b():\n    return 2\n\n\ndef c():\n    return 3\n";

    assertEquals(List.of("def a():/    return 1///def b():/    return 2 []",
        "def c():/    return 3 [c]"), Cuts.lines(Cuts.cut(Strategy.CODE, 18, source, PYTHON)));
  }

  @Test
  void aFunctionOverTheLimitIsCutAtItsLines() {
    var source = "class A:\n  def long(self):\n" + "    self.call('something', 1)\n".repeat(30);

    var chunks = Cuts.cut(Strategy.CODE, 50, source, PYTHON);

    assertTrue(chunks.size() > 3);
    for (var chunk : chunks.subList(1, chunks.size())) {
      assertEquals(List.of("A", "long"), chunk.heading());
      assertTrue(chunk.text().startsWith("    self.") || chunk.text().startsWith("  def long"),
          chunk.text());
      assertTrue(chunk.text().endsWith(")") || chunk.text().endsWith(":"), chunk.text());
    }
  }

  @Test
  void theTitleIsNotRepeatedInThePath() {
    var chunks = new Chunker(Cuts.config(Strategy.CODE, 60, 0)).cut(SHOP, "Cart", JAVA,
        SentenceVectors.NONE).chunks();

    assertEquals(List.of("total"), chunks.get(2).heading());
  }

  @Test
  void whatIsNeverClosedIsCutAtItsLines() {
    var source = "int a() {\n  return 1;\n}\n\nint broken() {\n"
        + "  call(x, \"y\");\n\n".repeat(40);

    var chunks = Cuts.cut(Strategy.CODE, 40, source, JAVA);

    assertEquals(List.of("a"), chunks.getFirst().heading());
    assertTrue(chunks.size() > 4);
    assertTrue(chunks.stream().skip(1).allMatch(chunk -> chunk.heading().isEmpty()));
    assertTrue(chunks.stream().skip(1).allMatch(chunk -> chunk.text().endsWith(";")));
  }

  @Test
  void anUnknownLanguageIsCutAtItsLines() {
    var source = "(defun f (x)\n  (g x))\n\n".repeat(20);

    var chunks = Cuts.cut(Strategy.AUTO, 30, source, Structure.code(CodeLanguage.named("lisp")));

    assertTrue(chunks.size() > 3);
    assertTrue(chunks.stream().allMatch(chunk -> chunk.text().startsWith("(defun")));
  }

  @Test
  void whatIsNoCodeIsCutAsItSuitsIt() {
    var cut = new Chunker(Cuts.config(Strategy.CODE, 60, 0)).cut("# A\nx", "T",
        Structure.MARKDOWN, SentenceVectors.NONE);

    assertEquals(Strategy.HEADING, cut.by());
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '`', value = {"JAVA,{", "JAVA,}", "JAVA,class A {", "CPP,namespace {",
      "KOTLIN,`\"${\"`", "RUST,r#", "SWIFT,#", "SWIFT,`#\"`", "CSHARP,`\"`", "JAVASCRIPT,`=/[`",
      "JAVASCRIPT,`\\`${`", "PHP,<<<A ", "SHELL,<<A ", "SQL,$a$", "SQL,begin ", "PYTHON,(",
      "PYTHON,`\"\"\"`", "RUBY,`def a `", "JAVA,/*", "KOTLIN,/*", "JAVA,@A(", "C,#define x", "C,'",
      "TYPESCRIPT,`<`", "JAVA,`void a<`", "GO,`func (`", "SQL,/ ", "OTHER,x"})
  void aLongTextOfAnythingIsReadInTime(CodeLanguage language, String part) {
    for (var end : List.of("", " {\n")) {
      var text = (part + end).repeat(100_000 / (part.length() + end.length()));

      assertTimeoutPreemptively(Duration.ofMinutes(1),
          () -> Cuts.cut(Strategy.CODE, 256, text, Structure.code(language)), part + end);
    }
  }
}
