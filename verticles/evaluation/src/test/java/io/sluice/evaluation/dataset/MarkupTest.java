package io.sluice.evaluation.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.evaluation.dataset.Markup.Part;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void tagsAndTextTakeTurns() throws IOException {
    assertEquals(List.of(new Part.Open("doc"), new Part.Text("a"), new Part.Close("doc")),
        parts("<DOC id=\"1\">a</DOC >"));
  }

  @Test
  void aSignThatBeginsNoTagStandsForItself() throws IOException {
    assertEquals("x <y z", text("x <y z"));
    assertEquals("1 < 2 <= 3 <", text("1 < 2 <= 3 <"));
    assertEquals("a<b<c", text("a<b<c"));
  }

  @Test
  void entitiesAreWhatTheyStandFor() throws IOException {
    assertEquals("a&b <c> \"한\" 한 글",
        text("a&amp;b &lt;c&gt; &quot;&#54620;&quot; &#xD55C;&nbsp;글"));
  }

  @Test
  void whatIsNoEntityStaysAsItIs() throws IOException {
    assertEquals("AT&T; &unknown; &#; &#x110000; &", text("AT&T; &unknown; &#; &#x110000; &"));
  }

  @Test
  void manyOpenSignsTakeNoLongerThanOtherText() throws IOException {
    assertEquals(300_000, text("<a&".repeat(100_000)).length());
  }

  private static List<Part> parts(String text) throws IOException {
    var markup = new Markup(new StringReader(text));
    var parts = new ArrayList<Part>();
    for (var part = markup.next(); part != null; part = markup.next()) {
      parts.add(part);
    }
    return parts;
  }

  private static String text(String text) throws IOException {
    var all = new StringBuilder();
    for (var part : parts(text)) {
      all.append(part instanceof Part.Text(String piece) ? piece : part.toString());
    }
    return all.toString();
  }
}
