package io.sluice.strictjson;

import org.jspecify.annotations.Nullable;

/** What came of reading: the value, or what is wrong with it and where. */
public sealed interface Parsed<T> {

  /** The value as it was written. */
  record Read<T>(T value) implements Parsed<T> {}

  /**
   * What is wrong.
   *
   * @param path of the wrong field, as in {@code filters.tags[0]}; null where the whole is wrong
   * @param tooLong whether a text is longer than can be read, whoever reads it
   */
  record Wrong<T>(@Nullable String path, String message, boolean tooLong) implements Parsed<T> {

    public Wrong(@Nullable String path, String message) {
      this(path, message, false);
    }

    /** Path and message in one line. */
    public String line() {
      return path == null ? message : path + ": " + message;
    }
  }
}
