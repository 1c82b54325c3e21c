package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {

  @ParameterizedTest
  @CsvSource({"http://a.example, a.example, 80, /",
      "https://A.Example/x?y=1, a.example, 443, /x?y=1",
      "http://a:8080/, a, 8080, /", "HTTP://a:/x, a, 80, /x", "http://[::1]:81/x, ::1, 81, /x",
      "http://[fe80::1]/, fe80::1, 80, /", "http://a/x#part, a, 80, /x",
      "https://ko.example/규정?쪽=1, ko.example, 443, /%EA%B7%9C%EC%A0%95?%EC%AA%BD=1",
      "http://한국.kr/, xn--3e0b707e.kr, 80, /"})
  void anAddressIsTakenApart(String text, String host, int port, String target) {
    var address = parsed(text);

    assertEquals(host, address.host());
    assertEquals(port, address.port());
    assertEquals(target, address.target());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.example", "//a/b", "ftp://a/", "file:///etc/passwd", "http:",
      "http://", "http:///x", "http://u@a/", "http://u:p@a/", "http://a:0/", "http://a:99999/",
      "http://a:x/", "http://a b/", "http://a_b/", "http://a/\r\nx: y", "javascript:alert(1)"})
  void whatIsNoAddressOfAPageIsNone(String text) {
    assertNull(PageAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"http://a/b/c, d, http://a/b/d", "http://a/b/c, /d, http://a/d",
      "http://a, d, http://a/d", "http://a/b/c, ?q, http://a/b/c?q",
      "http://a/b, //c/d, http://c/d",
      "http://a/b, https://c, https://c", "http://a/b, ../../d, http://a/../../d"})
  void aRedirectLeadsFromWhereItStands(String from, String location, String to) {
    var redirected = parsed(from).redirected(location);

    assertNotNull(redirected);
    assertEquals(parsed(to).host(), redirected.host());
    assertEquals(to, redirected.uri().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "gopher://a/", "http://u@a/", "http://a b/",
      "mailto:a"})
  void aRedirectLeadsToPagesOnly(String location) {
    assertNull(parsed("http://a/").redirected(location));
  }

  @Test
  void aPageIsNamedForPeople() {
    assertEquals("a.example/규정/1.html-쪽=2",
        parsed("https://a.example:444/%EA%B7%9C%EC%A0%95/1.html?쪽=2#x").readable());
    assertEquals("1.html", parsed("https://a.example/b/1.html?c=d/e").fileName());
    assertNull(parsed("https://a.example/b/").fileName());
  }

  private static PageAddress parsed(String text) {
    var address = PageAddress.parse(text);
    assertNotNull(address, text);
    return address;
  }
}
