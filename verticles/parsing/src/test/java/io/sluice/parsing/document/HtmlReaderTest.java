package io.sluice.parsing.document;

import static io.sluice.parsing.Reading.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.Dropped;
import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HtmlReaderTest {
  @TempDir
  private Path folder;

  @Test
  void keepsTheMainContentAndCountsWhatStandsAroundIt() throws IOException {
    var text = read("""
        <html><body><header>Company</header><nav><a>Home</a> <a>About</a></nav>
        <div id="cookie-banner">We use cookies</div>
        <main><header><h1>휴가 규정</h1></header><p>연차는 <b>15</b>일이다.
        <span style="display: none">secret</span></p><aside>Read also</aside></main>
        <footer>Imprint</footer><script>var x = 1;</script></body></html>""");
    assertEquals("# 휴가 규정\n\n연차는 15일이다.", text.text());
    assertEquals(
        List.of(new Dropped("navigation", 4, "Company"), new Dropped("hidden", 1, "secret"),
            new Dropped("cookie-banner", 1, "We use cookies")),
        text.dropped());
  }

  @Test
  void takesTheOnlyArticleWhereThereIsNoMain() throws IOException {
    assertEquals("words",
        read("<body><div>menu</div><article><p>words</p></article></body>").text());
  }

  @Test
  void takesTheBodyWhereThereIsNeither() throws IOException {
    assertEquals("one\n\ntwo", read("<body><div>one</div><div>two</div>").text());
  }

  @Test
  void writesListsCodeAndLineBreaks() throws IOException {
    assertEquals("""
        - one
          - inner
        - two

        1. first
        2. second

        a
        b

        ```
        if (x) {
          y();
        }
        ```""", read("""
        <ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
        <ol><li><p>first</p></li><li>second</ol>
        <p>a<br>b</p><pre>if (x) {
          y();
        }</pre>""").text());
  }

  @Test
  void repeatsATablesHeaderInEachRow() throws IOException {
    assertEquals("Leave\n\nName: Kim; Days: 15\nName: 이영희; Days: 12", read("""
        <table><caption>Leave</caption><thead><tr><th>Name</th><th>Days</th></tr></thead>
        <tbody><tr><td>Kim</td><td>15</td></tr><tr><td>이영희</td><td>12</td></tr></tbody></table>""")
        .text());
  }

  @Test
  void readsCellsThatSpanSeveralInEachOfThem() throws IOException {
    assertEquals("Team: Sales; Name: Kim\nTeam: Sales; Name: Lee", read("""
        <table><tr><th>Team</th><th>Name</th></tr><tr><td rowspan=2>Sales</td><td>Kim</td></tr>
        <tr><td>Lee</td></tr></table>""").text());
  }

  @Test
  void readsNamesAtTheLeft() throws IOException {
    assertEquals("Name: Kim\nDays: 15", read("""
        <table><tr><th>Name</th><td>Kim</td></tr><tr><th>Days</th><td>15</td></tr></table>""")
        .text());
  }

  @Test
  void readsATableThatOnlyPlacesThingsAsThose() throws IOException {
    assertEquals("# Title\n\nwords\n\nA: 1; B: 2", read("""
        <table><tr><td><h1>Title</h1><p>words</p></td><td><table><tr><td>A</td><td>B</td></tr>
        <tr><td>1</td><td>2</td></tr></table></td></tr></table>""").text());
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsTablesNestedAsDeepAsTheyLike() throws IOException {
    assertEquals("휴가 15", read("<table><tr><td>".repeat(60_000) + "휴가 15").text());
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void leavesOutWhatIsHiddenAsDeepAsItLikes() throws IOException {
    var text = read("<p>휴가</p>" + "<div hidden>".repeat(200_000) + "secret");
    assertEquals("휴가", text.text());
    assertEquals(List.of(new Dropped("hidden", 1, "secret")), text.dropped());
  }

  @Test
  void keepsEveryColumnOfAWideTable() throws IOException {
    var row = "<tr>" + "<td>x</td>".repeat(300) + "<td>last</td></tr>";
    assertEquals("x; ".repeat(300) + "last", read("<table>" + row + "</table>").text());
  }

  @Test
  void knowsWhatTheHeadSays() throws IOException {
    assertEquals(new Metadata("연차 휴가 규정", "Kim", LocalDate.of(2024, 3, 5), List.of("leave", "연차"),
        "ko"), read("""
            <html lang="ko"><head><title>연차 휴가 규정 | Company</title>
            <meta property="og:title" content="연차 휴가 규정"><meta name="Author" content="Kim">
            <meta name="keywords" content="leave, 연차">
            <meta property="article:published_time" content="2024-03-05T10:00:00+09:00">
            </head><body>x</body></html>""").metadata());
  }

  @Test
  void escapesWhatOnlyLooksLikeMarkup() throws IOException {
    assertEquals("\\# not a heading\n\n\\``` no fence\n\n#1 of all", read(
        "<p># not a heading</p><p>``` no fence</p><p>#1 of all</p>").text());
  }

  private ParsedText read(String html) throws IOException {
    var file = Files.writeString(folder.resolve("a.html"), html);
    return text(new DocumentReader().read(new Source(file, "text/html", null, 100, 3_000_000)));
  }
}
