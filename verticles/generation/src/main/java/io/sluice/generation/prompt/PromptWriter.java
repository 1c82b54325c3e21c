package io.sluice.generation.prompt;

import io.sluice.generation.EndpointConfig;
import io.sluice.generation.model.ModelRequest;
import io.sluice.generation.model.ModelRequest.Role;
import io.sluice.generation.model.ModelRequest.Said;
import io.sluice.language.Language;
import io.sluice.message.Generation.Generate;
import io.sluice.message.Generation.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what a model is asked, within what it can read. Safe for any thread. */
public final class PromptWriter {
  /** Models count otherwise than we do; so much of their context is left free for that. */
  private static final double RESERVE = 0.1;
  /** How much of the room the conversation so far may take. */
  private static final int HISTORY_SHARE = 4;
  private static final int LEAST_CONTEXT = 64;
  private static final Pattern MARKER = Pattern.compile("\\s?\\[\\d{1,3}]");

  private final PromptSets prompts;
  private final EndpointConfig endpoint;
  private final int maxContextTokens;

  public PromptWriter(PromptSets prompts, EndpointConfig endpoint, int maxContextTokens) {
    this.prompts = prompts;
    this.endpoint = endpoint;
    this.maxContextTokens = maxContextTokens;
  }

  /** Null where the question alone is too long for the model. */
  public @Nullable Prompt write(Generate request) {
    if (request.withoutPassages()) {
      return plain(request);
    }
    var system = prompts(request).fromPassages().in(language(request));
    var question = "<question>\n" + Neutralised.question(request.question())
        + "\n</question>";
    var whole = new TokenBudget(reads());
    if (!whole.take(system) || !whole.take(question) || whole.left() < LEAST_CONTEXT) {
      return null;
    }
    var history = new TokenBudget(Math.min(whole.left(), maxContextTokens) / HISTORY_SHARE);
    var said = said(request.history(), history);
    said.forEach(one -> whole.take(one.text()));
    var context = Context.of(request,
        new TokenBudget(Math.min(whole.left(), maxContextTokens)));
    said.add(new Said(Role.USER, "<passages>\n" + context + "</passages>\n\n" + question));
    return new Prompt(new ModelRequest(system, said, endpoint.maxTokens()), context.texts(),
        context.givenUp());
  }

  /** Nothing but the conversation and the question, as it was put. */
  private @Nullable Prompt plain(Generate request) {
    var system = prompts(request).plain().in(language(request));
    var whole = new TokenBudget(reads());
    if (!whole.take(system) || !whole.take(request.question())) {
      return null;
    }
    var said = said(request.history(), whole);
    said.add(new Said(Role.USER, request.question()));
    return new Prompt(new ModelRequest(system, said, endpoint.maxTokens()), new TreeMap<>(),
        List.of());
  }

  private int reads() {
    return (int) (endpoint.contextTokens() * (1 - RESERVE)) - endpoint.maxTokens();
  }

  /** The latest turns that fit, without their citations, which are of other passages. */
  private static List<Said> said(List<Turn> history, TokenBudget budget) {
    var said = new ArrayList<Said>();
    for (var turn : history.reversed()) {
      var answer = MARKER.matcher(turn.answer()).replaceAll("");
      if (answer.isBlank()) {
        continue; // nobody answered, and models want it by turns
      }
      if (!budget.take(turn.question() + answer)) {
        break;
      }
      said.addFirst(new Said(Role.ASSISTANT, answer));
      said.addFirst(new Said(Role.USER, turn.question()));
    }
    return said;
  }

  private static Language language(Generate request) {
    var told = Language.ofTag(request.language());
    return told == Language.OTHER ? Language.of(request.question()) : told;
  }

  private Prompts prompts(Generate request) {
    return prompts.of(request.voice() == null ? null : request.voice().prompts());
  }
}
