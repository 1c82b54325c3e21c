package io.sluice.parsing.text;

import org.jspecify.annotations.Nullable;

/** What a file is, as far as it takes to choose who reads it. */
public sealed interface FileType {

  /** Text with its headings and lists marked. */
  record Markdown() implements FileType {}

  /** Any other text. */
  record Plain(String mediaType) implements FileType {}

  /** A table as text. */
  record Delimited(String mediaType) implements FileType {}

  /** A program. */
  record Code(String language) implements FileType {}

  /**
   * What is read in a process of its own.
   *
   * @param mediaType where that is certain already
   */
  record Document(@Nullable String mediaType) implements FileType {}
}
