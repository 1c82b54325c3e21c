package io.sluice.generation.prompt;

import io.sluice.language.Sentences;
import io.sluice.language.Span;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A document's text as a model may be shown it: words, not commands.
 *
 * <ul>
 * <li>A sentence that speaks to a model ("ignore all previous instructions", "이전 지시는 무시하고") is left
 * out, and counted.
 * <li>What would end the passage, or start a turn of the conversation in a model's own notation, loses
 * its brackets.
 * <li>{@code [3]} is a note of the document, but would be taken for a citation: it becomes {@code (3)}.
 * <li>Characters that nobody sees are removed; commands have been hidden in them.
 * </ul>
 *
 * <p>Intentional: it knows the common ways of putting it, not all there are. The prompt says what
 * passages are, too, and an answer is checked against them.
 *
 * @param commands how many sentences were left out
 */
record Neutralised(String text, int commands) {
  static final String REMOVED = "[…]";

  private static final String GAP = "[^.!?\\n]{0,40}?";
  private static final Pattern COMMAND = Pattern.compile(String.join("|",
      "\\b(?:ignore|disregard|forget)\\b" + GAP
          + "\\b(?:previous|prior|above|earlier|preceding|system|your)\\b" + GAP
          + "\\b(?:instructions?|prompts?|rules|directions|guidelines|context)\\b",
      "\\b(?:ignore|disregard|forget) (?:all|any|these|those|the)(?: of the)? (?:instructions|prompts)\\b",
      "\\b(?:reveal|print|repeat|output|show|leak|disclose)\\b" + GAP
          + "\\b(?:system|initial|hidden|original)\\s(?:prompt|instructions?|message)\\b",
      "\\byou are (?:now|no longer)\\b" + GAP
          + "\\b(?:assistant|model|bot|chatbot|AI|DAN|bound by|chatgpt|claude|unrestricted)\\b",
      "\\bas an? (?:AI|language model|AI assistant),? you (?:must|should|have to|will)\\b",
      "\\b(?:new|updated|real) (?:system )?instructions?:",
      "\\b(?:AI|LLM|language model|AI assistant)s?\\b" + GAP
          + "\\b(?:must|should|shall) (?:answer|say|reply|respond|output)\\b",
      "(?:이전|앞(?:선|의|서)?|위(?:의|에)?|기존|모든|지금까지(?:의)?|시스템)[^.!?\\n]{0,20}?"
          + "(?:지시|명령|프롬프트|지침)[^.!?\\n]{0,12}?(?:무시(?:하고|하라|해|하세요|하십시오)|잊(?:고|어|으))",
      "시스템\\s?(?:프롬프트|메시지|지시)[^.!?\\n]{0,12}?(?:출력|공개|알려|보여|말해|반복)",
      "(?:너는|넌|당신은|네가)\\s?(?:이제|지금)(?:부터)?[^.!?\\n]{0,30}?"
          + "(?:AI|인공지능|모델|챗봇|어시스턴트|비서|해커)",
      "(?:AI|인공지능|어시스턴트|언어\\s?모델|챗봇)(?:는|은|이|가|에게|라면)[^.!?\\n]{0,40}?"
          + "(?:답|대답|답변|말|출력)(?:하라|해라|하십시오|하세요)"),
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern TAG = Pattern.compile(
      "<(?=/?\\s?(?:passages?|question|system|assistant|user|instructions?)\\b)|<(?=[|｜])|(?<=[|｜])>"
          + "|<(?=</?SYS>>)|<(?=/?SYS>>)",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern TURN = Pattern.compile("\\[(/?INST)]", Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE = Pattern.compile("[\\[【](\\d{1,3})[]】]");
  private static final Pattern UNSEEN = Pattern
      .compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}&&[^\\n\\t\\u200D]]");

  static Neutralised of(String raw) {
    var text = UNSEEN.matcher(raw).replaceAll("");
    var commands = Sentences.of(text).stream()
        .filter(sentence -> COMMAND.matcher(text).region(sentence.start(), sentence.end()).find())
        .toList();
    return new Neutralised(plain(without(text, commands)), commands.size());
  }

  /** The asker's own words, which may ask for anything, but do not end the question. */
  static String question(String raw) {
    return TAG.matcher(UNSEEN.matcher(raw).replaceAll("")).replaceAll("‹");
  }

  private static String without(String text, List<Span> spans) {
    var kept = new StringBuilder(text.length());
    var at = 0;
    for (var span : spans) {
      kept.append(text, at, span.start()).append(REMOVED);
      at = span.end();
    }
    return kept.append(text, at, text.length()).toString();
  }

  /** A heading or a title, on one line. */
  static String label(String raw, int longest) {
    var line = of(raw.length() <= 4 * longest ? raw : raw.substring(0, 4 * longest)).text()
        .replaceAll("[\\s\"]+", " ").strip();
    return line.length() <= longest ? line : line.substring(0, longest).strip() + "…";
  }

  private static String plain(String text) {
    var untagged = TURN.matcher(TAG.matcher(text).replaceAll("‹")).replaceAll("($1)");
    return NOTE.matcher(untagged).replaceAll("($1)");
  }
}
