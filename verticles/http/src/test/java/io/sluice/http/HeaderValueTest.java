package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.strictjson.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueTest {
  private static final String ANY = "form-data; name=file; ";

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
      "filename=a.md                      | a.md", "FileName = \"a.md\"       | a.md",
      "filename=\"휴가 규정.md\"            | 휴가 규정.md", "filename=\"a;b=c.md\"   | a;b=c.md",
      "filename=\"a\\\"b.md\"             | a\"b.md", "filename=\"C:\\x\\a.md\" | C:\\x\\a.md",
      "filename=\"C:\\\\x\"               | C:\\x",
      "filename=\"x\"; filename*=UTF-8''%ED%9C%B4%EA%B0%80+1.md | 휴가+1.md",
      "filename=\"a %22b%22 100%25.md\"    | a \"b\" 100%25.md",
      "filename*=utf-8''a%20b.md          | a b.md", "filename=a.md;             | a.md"})
  void aParameterIsRead(String parameter, String value) {
    var header = HeaderValue.parse(ANY + parameter);
    assertEquals("form-data", header.value());
    assertEquals("file", header.text("name"));
    assertEquals(value, header.text("filename"));
  }

  @Test
  void whatIsNotThereIsNull() {
    assertNull(HeaderValue.parse("form-data").text("name"));
    assertEquals("", HeaderValue.parse("").value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=\"a", "name=\"a\\", "name=a; name=b", "nonsense", "name=\"a\"b",
      "name*=latin1''a", "name*=utf-8''%zz", "name*=a"})
  void whatIsBrokenIsRefused(String parameters) {
    assertThrows(Check.Violation.class,
        () -> HeaderValue.parse("form-data; " + parameters).text("name"));
  }
}
