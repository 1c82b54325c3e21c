package io.sluice.answer;

import io.sluice.language.Language;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the small model is told for each kind of its work, read from files. */
record Instructions(Text condense, Text queries, Text hypothetical) {
  /** Where the instructions say how many wordings are wanted. */
  static final String COUNT = "{count}";
  private static final int LONGEST = 20_000;

  /** The same in both languages. */
  record Text(String korean, String english) {

    /** For a question in this language; in any but Korean the English text says what to do. */
    String of(String question) {
      return Language.of(question) == Language.KOREAN ? korean : english;
    }
  }

  /** Reads {@code condense}, {@code queries} and {@code hypothetical}, each {@code .ko.md} and {@code .en.md}. */
  static Instructions read(Path folder) throws IOException {
    return new Instructions(text(folder, "condense", ""), text(folder, "queries", COUNT),
        text(folder, "hypothetical", ""));
  }

  private static Text text(Path folder, String name, String saying) throws IOException {
    return new Text(read(folder.resolve(name + ".ko.md"), saying),
        read(folder.resolve(name + ".en.md"), saying));
  }

  private static String read(Path file, String saying) throws IOException {
    try {
      var text = Files.readString(file).strip();
      if (text.isEmpty() || text.length() > LONGEST) {
        throw new IOException("it has " + text.length() + " characters");
      }
      if (!text.contains(saying)) {
        throw new IOException("it must say " + saying);
      }
      return text;
    } catch (NoSuchFileException e) {
      throw unusable(file, "it is not there", e);
    } catch (CharacterCodingException e) {
      throw unusable(file, "it is not UTF-8", e);
    } catch (IOException e) {
      throw unusable(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static IOException unusable(Path file, String why, IOException cause) {
    return new IOException(
        "the prompt " + file + " cannot be used (see answer.prompts): " + why, cause);
  }
}
