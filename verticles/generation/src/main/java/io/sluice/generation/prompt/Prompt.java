package io.sluice.generation.prompt;

import io.sluice.generation.model.ModelRequest;
import io.sluice.message.AnswerEvent.Degraded;
import java.util.List;
import java.util.NavigableMap;

/**
 * What a model is asked, and what came of fitting it.
 *
 * @param passages the texts it is shown, by the numbers they are cited by
 * @param givenUp what it is not shown, for the asker to know
 */
public record Prompt(ModelRequest request, NavigableMap<Integer, String> passages,
    List<Degraded> givenUp) {
  public Prompt {
    givenUp = List.copyOf(givenUp);
  }
}
