package io.sluice.parsing.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows programming languages by file extension and by the first line of a script. */
final class CodeLanguages {
  private static final Map<String, String> BY_EXTENSION = byExtension("""
      java java
      kotlin kt kts
      scala scala sc
      groovy groovy gradle
      python py pyi pyw
      javascript js mjs cjs jsx
      typescript ts mts cts tsx
      go go
      rust rs
      c c h
      cpp cpp cc cxx hpp hh hxx
      csharp cs
      ruby rb
      php php
      swift swift
      sql sql
      shell sh bash zsh
      powershell ps1
      r r
      lua lua
      perl pl pm
      dart dart
      haskell hs
      clojure clj cljs
      elixir ex exs
      erlang erl
      css css scss less
      protobuf proto
      terraform tf
      dockerfile dockerfile
      makefile makefile mk
      """);

  private static final Map<String, String> BY_INTERPRETER = Map.of("python", "python", "sh",
      "shell",
      "bash", "shell", "zsh", "shell", "node", "javascript", "ruby", "ruby", "perl", "perl", "php",
      "php", "groovy", "groovy", "kotlin", "kotlin");

  private CodeLanguages() {}

  static @Nullable String ofExtension(String extension) {
    return BY_EXTENSION.get(extension);
  }

  /** The language that {@code #!/usr/bin/env python3} runs. */
  static @Nullable String ofShebang(String line) {
    if (!line.startsWith("#!")) {
      return null;
    }
    for (var word : line.substring(2).strip().split(" ", -1)) {
      var name = word.substring(word.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      var end = name.length();
      while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
        end--;
      }
      var language = BY_INTERPRETER.get(name.substring(0, end));
      if (language != null) {
        return language;
      }
    }
    return null;
  }

  private static Map<String, String> byExtension(String table) {
    var languages = new HashMap<String, String>();
    table.lines().forEach(line -> {
      var words = line.split(" ", -1);
      for (var i = 1; i < words.length; i++) {
        languages.put(words[i], words[0]);
      }
    });
    return Map.copyOf(languages);
  }
}
