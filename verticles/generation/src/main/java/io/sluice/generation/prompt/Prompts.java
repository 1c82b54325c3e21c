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
 * @param fromPassages for answers from passages
 * @param plain for answers without any
 * @param version changes with any of the texts
 */
public record Prompts(Texts fromPassages, Texts plain, String version) {
  private static final int LONGEST = 100_000;
  private static final int VERSION_LETTERS = 12;

  /** A text in each language. */
  public record Texts(String korean, String english) {

    /** For an answer in this language; in any but Korean the English text says what to do. */
    String in(Language language) {
      return language == Language.KOREAN ? korean : english;
    }
  }

  /** Prompts of these texts. */
  public static Prompts of(Texts fromPassages, Texts plain) {
    return new Prompts(fromPassages, plain, hash(String.join("\0", fromPassages.korean(),
        fromPassages.english(), plain.korean(), plain.english())));
  }

  /** Where there is no model there is nothing to tell it. */
  public static Prompts none() {
    return of(new Texts("", ""), new Texts("", ""));
  }

  /** Reads {@code answer} and {@code plain}, each {@code .ko.md} and {@code .en.md}. */
  public static Prompts read(Path folder) throws IOException {
    return of(texts(folder, "answer"), texts(folder, "plain"));
  }

  private static Texts texts(Path folder, String name) throws IOException {
    return new Texts(read(folder, name + ".ko.md"), read(folder, name + ".en.md"));
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
