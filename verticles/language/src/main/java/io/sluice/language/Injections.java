package io.sluice.language;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what in a text speaks to a model that reads it, and not to people.
 *
 * <p>It knows the common ways of putting it in Korean and English, not all there are. It errs towards
 * silence: a handbook that speaks of rules, systems and assistants has none of it.
 */
public final class Injections {

  /** A way to speak to a model. */
  public enum Kind {
    /** A sentence that commands it: "ignore all previous instructions", "이전 지시는 무시하고". */
    COMMAND,
    /** The beginning of another's turn in a model's own notation, or "### System:". */
    TURN,
    /** Words in characters that nobody sees, or that turn others around. */
    HIDDEN,
    /** A command in base64. */
    ENCODED,
    /** An image whose address is to be completed with what the model knows. */
    LEAK
  }

  private static final String GAP = "[^.!?]{0,40}?";
  private static final String EVERYTHING = "\\b(?:ignore|disregard|forget)"
      + " (?:all|everything|anything|whatever)";
  /** What was said to the model before. "이전" is not among it: a new rule often puts an old one aside. */
  private static final String UNTIL_NOW = "(?:지금까지(?:의)?|위(?:의|에)?|앞(?:의|서|선)?)\\s?[^.!?]{0,12}?";
  private static final String A_MODEL = "(?:AI|인공지능|어시스턴트|언어\\s?모델|챗봇)(?:는|은|이|가|에게|라면)[^.!?]{0,40}?";
  /** A handbook warns of doing so, in the same sentence. */
  private static final String NO_WARNING = "(?![^.!?]{0,40}?(?:하면|치면|다면|되면|위험|안\\s?[되됩된]|금지))";
  private static final List<Command> COMMANDS = List.of(
      new Command("ignore disregard forget", "\\b(?:ignore|disregard|forget)\\b" + GAP
          + "\\b(?:previous|prior|above|earlier|preceding|system|your)\\b" + GAP
          + "\\b(?:instructions?|prompts?|rules|directions|guidelines|context)\\b"),
      new Command("ignore disregard forget", "\\b(?:ignore|disregard|forget)"
          + " (?:all|any|these|those|the)(?: of the)? (?:instructions|prompts)\\b"),
      new Command("ignore disregard forget", EVERYTHING
          + "(?: that| which)?(?: is| was| has been| comes| came)?(?: said| written| stated| given)?"
          + " (?:above\\b(?! (?:the|a|an|row|line|section|page|step|\\d+)\\b)|so far\\b|before this\\b)"),
      new Command("ignore disregard forget", EVERYTHING
          + "(?: that)? you(?:['’]ve| have| were| had)?(?: been)? (?:told|instructed)\\b"),
      new Command("override bypass", "\\b(?:override|bypass)\\b" + GAP + "\\byour\\b" + GAP
          + "\\b(?:instructions?|prompts?|guidelines|restrictions)\\b"),
      new Command("prompt instruction message",
          "\\b(?:reveal|print|repeat|output|show|leak|disclose)\\b" + GAP
              + "\\b(?:system|initial|hidden|original)\\s(?:prompt|instructions?|message)\\b"),
      new Command("above", "\\b(?:repeat|print|output|reveal)\\b" + GAP
          + "\\b(?:everything|all (?:the )?text|the (?:words|text)) above\\b"),
      new Command("assistant model bot ai dan bound claude unrestricted",
          "\\byou are (?:now|no longer)\\b" + GAP
              + "\\b(?:assistant|model|bot|chatbot|AI|DAN|bound by|chatgpt|claude|unrestricted)\\b"),
      new Command("ai model",
          "\\bas an? (?:AI|language model|AI assistant),? you (?:must|should|have to|will)\\b"),
      new Command("now", "\\bfrom now on,? you (?:will|must|should|are to)(?: only| always)?"
          + " (?:answer|respond|reply|say|pretend)\\b"),
      new Command("instruction", "\\b(?:new|updated|real) (?:system )?instructions?:"),
      new Command("must should shall", "\\b(?:AI|LLM|language model|AI assistant)s?\\b" + GAP
          + "\\b(?:must|should|shall) (?:answer|say|reply|respond|output)\\b"),
      new Command("무시 잊", "(?:이전|앞(?:선|의|서)?|위(?:의|에)?|기존|모든|지금까지(?:의)?|시스템)[^.!?]{0,20}?"
          + "(?:지시|명령|프롬프트|지침)[^.!?]{0,12}?(?:무시(?:하고|하라|해|하세요|하십시오)|잊(?:고|어|으))"),
      new Command("잊", UNTIL_NOW + "(?:규칙|내용|대화|글|문장|말)[^.!?]{0,12}?잊"
          + "(?:고(?!\\s?있)|어\\s?(?:버리고|버려|버리세요|버리십시오|버려라|라|주세요)|으세요|으십시오|으라)"
          + NO_WARNING),
      new Command("무시", UNTIL_NOW + "(?:규칙[^.!?]{0,12}?|내용[^.!?]{0,4}?(?:모두|전부|다)\\s?)"
          + "무시(?:하고|하라|해라|하세요|하십시오)" + NO_WARNING),
      new Command("따르지", UNTIL_NOW + "(?:지시|명령|프롬프트|지침|규칙)[^.!?]{0,8}?따르지\\s?"
          + "(?:말고|마라|말라|마세요|마십시오)"),
      new Command("시스템", "시스템\\s?(?:프롬프트|메시지|지시)[^.!?]{0,12}?(?:출력|공개|알려|보여|말해|반복)"),
      new Command("그대로", "(?:위|이전|앞)(?:의|선)?\\s?(?:대화|텍스트|글|내용|문장)[^.!?]{0,12}?그대로\\s?"
          + "(?:출력|반복)(?:하라|해라|하세요|하십시오|해)"),
      new Command("너는 넌 당신은 네가", "(?:너는|넌|당신은|네가)\\s?(?:이제|지금)(?:부터)?[^.!?]{0,30}?"
          + "(?:AI|인공지능|모델|챗봇|어시스턴트|비서|해커)"),
      new Command("너는 넌 당신은 네가", "(?:이제|지금)부터\\s?(?:너는|넌|당신은|네가)[^.!?]{0,30}?"
          + "(?:AI|인공지능|언어\\s?모델|챗봇|어시스턴트|해커)"),
      new Command("하라 해라 하십시오 하세요 하시오",
          A_MODEL + "(?:답|대답|답변|말|출력|응답|추천|공개)(?:하라|해라|하십시오|하세요|하시오)"),
      new Command("라고", A_MODEL + "라고\\s?(?:하라|해라|하십시오|하세요|하시오"
          + "|(?:답|대답|답변|말|응답)?(?:해야\\s?(?:한다|합니다)|할\\s?것))"));
  /** In the middle of a line, or behind the end of what the model was given to read. */
  private static final Pattern TURN_WITHIN = Pattern.compile(
      "(?<=[^\\s#][ \\t]{1,3})#{3,6}[ \\t]*(?:system|assistant|시스템)(?: (?:prompt|message))?:"
          + "|</(?:documents?|context|sources?|passages?|question|instructions?)>\\s{0,8}"
          + "(?:system|assistant|user|human|시스템)\\s?:",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern LABEL = Pattern.compile(
      "^[ \\t]{0,3}(?:#{2,6}[ \\t]*(?:system|assistant|instructions?|시스템)(?: (?:prompt|message))?:[ \\t]*"
          + "(?:$|(?=you |ignore |당신|너는))|(?:system|시스템):[ \\t]*(?=you (?:are|must|will)\\b|ignore |당신은|너는))",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);
  private static final Pattern NOTATION = Pattern.compile(
      "<[|｜](?:im_start|im_end|im_sep|system|user|assistant|endoftext|start_header_id|eot_id"
          + "|begin_of_text)[|｜]>|\\[/?INST]|<</?SYS>>|<start_of_turn>",
      Pattern.CASE_INSENSITIVE);
  /** Where the address goes on, there is a value, as any image may have it. */
  private static final Pattern LEAK = Pattern.compile(
      "(?:!\\[[^\\]\\n]{0,200}]\\(\\s?<?|<img\\b[^>]{0,200}?\\bsrc\\s?=\\s?[\"']?)https?://"
          + "[^)\\s\"'>]{1,500}?[?&][\\w.-]{1,40}=(?=[)\\[{<$\"'\\s+…]|$)",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern BASE64 = Pattern
      .compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,4096}+");
  /** A flag of a part of a country is written with tags. */
  private static final Pattern FLAG = Pattern
      .compile("\\x{1F3F4}[\\x{E0030}-\\x{E007A}]{2,6}\\x{E007F}");
  /**
   * Tags; more in a row of what has no width than any script needs; what turns the direction around; and
   * more selectors than one for a character.
   */
  private static final Pattern HIDDEN = Pattern.compile("[\\x{E0000}-\\x{E007F}]"
      + "|[\\u200B-\\u200D\\u2060-\\u2064\\uFEFF]{4}|[\\u202D\\u202E]"
      + "|[\\x{E0100}-\\x{E01EF}]{2}|[\\uFE00-\\uFE0F]{3}");
  private static final Pattern UNSEEN = Pattern
      .compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}&&[^\\n\\t\\u200D]]");
  private static final Pattern SELECTORS = Pattern.compile("[\\x{E0100}-\\x{E01EF}]{2,}");

  private Injections() {}

  /** The ways in which a text speaks to a model; none where it does not. */
  public static Set<Kind> in(String text) {
    var kinds = EnumSet.noneOf(Kind.class);
    if (mayHide(text) && HIDDEN.matcher(FLAG.matcher(text).replaceAll("")).find()) {
      kinds.add(Kind.HIDDEN);
    }
    var visible = visible(text);
    if (NOTATION.matcher(visible).find() || TURN_WITHIN.matcher(visible).find()) {
      kinds.add(Kind.TURN);
    }
    if (isSuspect(visible)) {
      Sentences.of(visible).forEach(sentence -> kinds.addAll(said(sentence.of(visible))));
    }
    return kinds;
  }

  /** The sentences that speak to a model, of a text that is {@link #visible}. */
  public static List<Span> sentences(String text) {
    var turns = TURN_WITHIN.matcher(text).results().toList();
    return !turns.isEmpty() || isSuspect(text)
        ? Sentences.of(text).stream()
            .filter(sentence -> !said(sentence.of(text)).isEmpty()
                || turns.stream().anyMatch(turn -> touches(turn, sentence)))
            .toList()
        : List.of();
  }

  private static boolean touches(MatchResult turn, Span sentence) {
    return turn.start() < sentence.end() && turn.end() > sentence.start();
  }

  /** Without the characters that nobody sees; commands have been hidden in them. */
  public static String visible(String text) {
    return mayHide(text)
        ? SELECTORS.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll("")
        : text;
  }

  /** Whether it has a character that nobody sees, or a half of one that may be such. */
  private static boolean mayHide(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' ? c != '\n' && c != '\t' : c > '~' && isOdd(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOdd(char c) {
    return Character.isSurrogate(c) || (c >= '\uFE00' && c <= '\uFE0F')
        || switch (Character.getType(c)) {
          case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE -> true;
          default -> false;
        };
  }

  /** Whether it is worth a look at its sentences: of nearly all texts it is not. */
  private static boolean isSuspect(String text) {
    return isCommand(text) || LABEL.matcher(text).find() || LEAK.matcher(text).find()
        || BASE64.matcher(text).find();
  }

  private static boolean isCommand(String words) {
    var plain = plain(words);
    var lower = plain.toLowerCase(Locale.ROOT);
    return COMMANDS.stream().anyMatch(command -> command.isIn(plain, lower));
  }

  private static Set<Kind> said(String sentence) {
    var kinds = EnumSet.noneOf(Kind.class);
    if (isCommand(sentence)) {
      kinds.add(Kind.COMMAND);
    }
    if (LABEL.matcher(sentence).find()) {
      kinds.add(Kind.TURN);
    }
    if (LEAK.matcher(sentence).find()) {
      kinds.add(Kind.LEAK);
    }
    if (BASE64.matcher(sentence).results()
        .anyMatch(found -> isCommand(decoded(found.group())))) {
      kinds.add(Kind.ENCODED);
    }
    return kinds;
  }

  /** On one line, and its full-width letters as others. */
  private static String plain(String sentence) {
    var plain = new StringBuilder(sentence);
    for (var i = 0; i < plain.length(); i++) {
      var c = plain.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00A0') {
        plain.setCharAt(i, ' ');
      } else if (c >= '\uFF01' && c <= '\uFF5E') {
        plain.setCharAt(i, (char) (c - 0xFEE0));
      }
    }
    return plain.toString();
  }

  private static String decoded(String base64) {
    var whole = base64.substring(0, base64.length() - base64.length() % 4);
    return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8);
  }

  /** One way to put a command, and words of which it has one: to look for them costs next to nothing. */
  private record Command(List<String> words, Pattern pattern) {
    Command(String words, String pattern) {
      this(List.of(words.split(" ", -1)),
          Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    boolean isIn(String plain, String lower) {
      return words.stream().anyMatch(lower::contains) && pattern.matcher(plain).find();
    }
  }
}
