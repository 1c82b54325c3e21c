package io.sluice.generation.prompt;

import io.sluice.language.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What models are told before each question, by language.
 *
 * @param version changes with any of the texts
 */
public record Prompts(String korean, String english, String version) {
  private static final int LONGEST = 100_000;
  private static final int VERSION_LETTERS = 12;

  /** Prompts of these texts. */
  public static Prompts of(String korean, String english) {
    return new Prompts(korean, english, hash(korean + "\0" + english));
  }

  /** Reads {@code answer.ko.md} and {@code answer.en.md}. */
  public static Prompts read(Path folder) throws IOException {
    return of(read(folder, "answer.ko.md"), read(folder, "answer.en.md"));
  }

  /** For an answer in this language; in any but Korean the English text says what to do. */
  String in(Language language) {
    return language == Language.KOREAN ? korean : english;
  }

  private static String read(Path folder, String name) throws IOException {
    var file = folder.resolve(name);
    try {
      var text = Files.readString(file).strip();
      if (text.isEmpty() || text.length() > LONGEST) {
        throw new IOException("has " + text.length() + " characters");
      }
      return text;
    } catch (IOException e) {
      throw new IOException("the prompt " + file + " cannot be read (see generation.prompts)", e);
    }
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256")
          .digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_LETTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
