package io.sluice.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

/**
 * What went wrong with a server, in words that may be shown: on one line, not long, and without the API
 * key, which some servers repeat in their errors.
 */
public final class Complaint {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 200;

  private final String apiKey;

  /** @param apiKey empty for none */
  public Complaint(String apiKey) {
    this.apiKey = apiKey;
  }

  /** A connection that did not come about, or broke. */
  public String of(Throwable failure) {
    return switch (failure) {
      case UnknownHostException unknown -> "cannot be reached: its host is not known";
      case ConnectException refused -> "cannot be reached: nobody takes the connection";
      default -> "broke the connection: " + reason(failure);
    };
  }

  /** An answer with a status that says it is none, and what its body says of it. */
  public String of(int status, byte[] body) {
    var said = said(body);
    return "status " + status + (said.isBlank() ? "" : ", " + of(said));
  }

  /** The server's own words. */
  public String of(String said) {
    var clean = apiKey.isEmpty() ? said : said.replace(apiKey, "***");
    var head = clean.length() <= 2 * LONGEST ? clean : clean.substring(0, 2 * LONGEST);
    var line = head.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    var cut = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    // Halves of surrogate pairs do not survive this.
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** The server does not know who asks. */
  public String ofKey() {
    return apiKey.isEmpty() ? "it may want an API key" : "the API key may be wrong";
  }

  private String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? "no reason given" : of(message);
  }

  private static String said(byte[] body) {
    try {
      var root = JSON.readTree(body);
      var error = root.path("error");
      return error.isTextual()
          ? error.asText()
          : error.path("message").asText(root.path("message").asText(root.path("detail").asText()));
    } catch (IOException e) {
      return "";
    }
  }
}
