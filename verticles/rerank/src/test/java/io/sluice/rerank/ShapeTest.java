package io.sluice.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.rerank.Shape.Wrong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests and answers are those of the makers' documentation. */
class ShapeTest {

  @ParameterizedTest
  @MethodSource("requests")
  void asksAsTheMakerWants(Shape shape, String expected) {
    assertEquals(expected.replace('\'', '"'),
        text(shape.request("m", "환불?", List.of("a", "\"b\""))));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(Shape.COHERE,
            "{'query':'환불?','model':'m','top_n':2,'documents':['a','\\'b\\'']}"),
        Arguments.of(Shape.JINA, "{'query':'환불?','model':'m','top_n':2,'return_documents':false,"
            + "'documents':['a','\\'b\\'']}"),
        Arguments.of(Shape.TEI, "{'query':'환불?','raw_scores':true,'truncate':true,"
            + "'return_text':false,'texts':['a','\\'b\\'']}"),
        Arguments.of(Shape.VLLM, "{'query':'환불?','model':'m','top_n':2,"
            + "'truncate_prompt_tokens':-1,'documents':['a','\\'b\\'']}"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readsWhatTheMakerAnswers(Shape shape, String answer) throws Exception {
    assertEquals(List.of(0.25, -3.5, 0.75), read(shape, answer, 3));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(Shape.COHERE, "{'results':[{'index':2,'relevance_score':0.75},{'index':0,"
            + "'relevance_score':0.25},{'index':1,'relevance_score':-3.5}],'id':'07734bd2',"
            + "'meta':{'api_version':{'version':'2'},'billed_units':{'search_units':1}}}"),
        Arguments.of(Shape.JINA, "{'model':'jina-reranker-v2-base-multilingual','usage':"
            + "{'total_tokens':815},'results':[{'index':0,'relevance_score':0.25},{'index':1,"
            + "'relevance_score':-3.5},{'index':2,'relevance_score':0.75}]}"),
        Arguments.of(Shape.TEI,
            "[{'index':2,'score':0.75},{'index':0,'score':0.25},{'index':1,'score':-3.5}]"),
        Arguments.of(Shape.VLLM, "{'id':'rerank-1','model':'m','usage':{'total_tokens':56},"
            + "'results':[{'index':2,'document':{'text':'c'},'relevance_score':0.75},{'index':1,"
            + "'document':{'text':'b'},'relevance_score':-3.5},{'index':0,'document':{'text':'a'},"
            + "'relevance_score':0.25}]}"));
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void whatIsNotAnAnswerIsTold(Shape shape, String answer, String told) {
    assertEquals(told.replace('\'', '"'),
        assertThrows(Wrong.class, () -> read(shape, answer, 2)).getMessage());
  }

  static Stream<Arguments> wrongAnswers() {
    var list = "must answer with 'results', a list that has an 'index' and a 'relevance_score' for"
        + " each text";
    var once = "must give each 'index' from 0 to 1 once";
    var finite = "must give a finite number as 'score'";
    return Stream.of(Arguments.of(Shape.COHERE, "[{'index':0,'score':1}]", list),
        Arguments.of(Shape.VLLM, "{'object':'error'}", list),
        Arguments.of(Shape.TEI, "{'results':[]}",
            "must answer with a list that has an 'index' and a 'score' for each text"),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1}]", "gave 1 scores for 2 texts"),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':0,'score':1}]", once),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':2,'score':1}]", once),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':-1,'score':1}]", once),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'score':1}]", once),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':1}]", finite),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':1,'score':1e999}]", finite),
        Arguments.of(Shape.TEI, "[{'index':0,'score':1},{'index':1,'score':'NaN'}]", finite));
  }

  @Test
  void halfASurrogatePairIsNotSent() {
    assertTrue(text(Shape.TEI.request("", "cat", List.of("a\ud83d", "\ude00b")))
        .endsWith("[\"a?\",\"?b\"]}"));
  }

  private static List<Double> read(Shape shape, String answer, int count)
      throws IOException, Wrong {
    return shape.scores(answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8), count);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
