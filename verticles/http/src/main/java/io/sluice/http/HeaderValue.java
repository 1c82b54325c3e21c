package io.sluice.http;

import io.sluice.strictjson.Check;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A header's value and its parameters by their names in lower case, as in
 * {@code form-data; name="file"; filename="a.md"}.
 */
record HeaderValue(String value, Map<String, String> parameters) {
  private static final String UTF_8 = "utf-8''";
  private static final Map<String, String> ESCAPED = Map.of("%22", "\"", "%0D", "\r", "%0A", "\n");

  /** Reads it in one pass, or throws the violation that says it is broken. */
  static HeaderValue parse(String text) {
    return new Reader(text).read();
  }

  /** A parameter that may be there plainly, or as {@code name*=utf-8''...}, which then counts. */
  @Nullable
  String text(String name) {
    var extended = parameters.get(name + "*");
    if (extended == null) {
      return unescaped(parameters.get(name));
    }
    if (!extended.toLowerCase(Locale.ROOT).startsWith(UTF_8)) {
      throw broken();
    }
    try { // a plus stands for itself here
      return URLDecoder.decode(extended.substring(UTF_8.length()).replace("+", "%2B"),
          StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw broken();
    }
  }

  /** Browsers write what would end the value like this, and a percent sign as it is. */
  private static @Nullable String unescaped(@Nullable String value) {
    var text = value;
    for (var one : ESCAPED.entrySet()) {
      text = text == null ? null : text.replace(one.getKey(), one.getValue());
    }
    return text;
  }

  private static Check.Violation broken() {
    return new Check.Violation("file", "a header of the form is broken");
  }

  /** Where the reading is. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    HeaderValue read() {
      var value = upTo(';', ';');
      var parameters = new HashMap<String, String>();
      while (at < text.length()) {
        at++; // the semicolon
        var name = upTo('=', ';').toLowerCase(Locale.ROOT);
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          if (parameters.put(name, parameter()) != null) {
            throw broken();
          }
        } else if (!name.isEmpty()) {
          throw broken();
        }
      }
      return new HeaderValue(value, Map.copyOf(parameters));
    }

    private String parameter() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      if (at == text.length() || text.charAt(at) != '"') {
        return upTo(';', ';');
      }
      at++;
      var value = quoted();
      if (!upTo(';', ';').isEmpty()) {
        throw broken();
      }
      return value;
    }

    /** Browsers send backslashes as they are, others escape them and quotes: both are understood. */
    private String quoted() {
      var value = new StringBuilder();
      while (at < text.length()) {
        var c = text.charAt(at++);
        if (c == '"') {
          return value.toString();
        }
        if (c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0) {
          c = text.charAt(at++);
        }
        value.append(c);
      }
      throw broken();
    }

    private String upTo(char one, char other) {
      var start = at;
      while (at < text.length() && text.charAt(at) != one && text.charAt(at) != other) {
        at++;
      }
      return text.substring(start, at).strip();
    }
  }
}
