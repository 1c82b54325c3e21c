package io.sluice.parsing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.parsing.text.FileType.Code;
import io.sluice.parsing.text.FileType.Delimited;
import io.sluice.parsing.text.FileType.Document;
import io.sluice.parsing.text.FileType.Markdown;
import io.sluice.parsing.text.FileType.Plain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypesTest {

  @ParameterizedTest
  @CsvSource({"A.java,java", "a.kt,kotlin", "a.gradle,groovy", "a.scala,scala", "a.py,python",
      "a.mjs,javascript",
      "a.tsx,typescript", "a.go,go", "a.rs,rust", "a.c,c", "a.hpp,cpp", "a.cs,csharp", "a.rb,ruby",
      "a.php,php",
      "a.swift,swift", "a.SQL,sql", "a.sh,shell", "dir/Dockerfile,dockerfile"})
  void knowsAProgramByItsName(String name, String language) {
    assertEquals(new Code(language), type("x = 1", name, null));
  }

  @ParameterizedTest
  @CsvSource({"#!/bin/sh,shell", "#!/usr/bin/env python3,python",
      "#!/usr/bin/env -S node --harmony,javascript",
      "#!/usr/bin/ruby2.7,ruby"})
  void knowsAScriptByItsFirstLine(String line, String language) {
    assertEquals(new Code(language), type(line + "\nx", null, null));
  }

  @Test
  void believesTheNameBeforeTheSender() {
    assertEquals(new Markdown(), type("# 연차", "규정.MD", "text/plain"));
    assertEquals(new Plain("text/plain"), type("# 연차", "a.txt", "text/markdown"));
    assertEquals(new Markdown(), type("# 연차", "a", "text/markdown; charset=utf-8"));
    assertEquals(new Delimited("text/csv"), type("a,b", null, "TEXT/CSV"));
    assertEquals(new Plain("text/plain"), type("words", null, "application/octet-stream"));
    assertEquals(new Plain("application/json"), type("{}", "a.json", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html><p>x", "\n <html lang=ko>", "<!-- saved --><HTML>",
      "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>"})
  void knowsAPageByItsFirstTag(String text) {
    assertEquals(new Document("text/html"), type(text, "a.txt", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!-- comment", "# Markdown\n<html>", "<htmlish>", "about <html>"})
  void takesNoTextForAPageThatOnlySpeaksOfTags(String text) {
    assertEquals(new Markdown(), type(text, "a.md", null));
  }

  @Test
  void knowsADocumentBeforeItsName() {
    assertEquals(new Document(null),
        FileTypes.of(new TextFile.Start(new Document(null), "x"), "a.md", null));
    assertEquals(new Document(null), FileTypes.of(new TextFile.Start(null, null), "a.md", null));
  }

  private static FileType type(String text, @Nullable String name, @Nullable String declared) {
    return FileTypes.of(new TextFile.Start(null, text), name, declared);
  }
}
