package io.sluice.answer;

import io.sluice.language.Injections;
import io.sluice.message.Answering.Shape;
import io.sluice.message.Passage;
import io.sluice.strictjson.Check;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of the passages found are taken.
 *
 * @param candidates how many are looked at to choose from, and how many are reranked
 * @param perDocument the most of one document; 0 for as many as there are
 * @param alike from here on two passages say the same and only the better one is taken; the share of
 *     their words that they have in common
 * @param window how many neighbours each brings along on either side
 * @param instructions what becomes of those that speak to a model
 */
public record SelectionConfig(int candidates, int perDocument, double alike, int window,
    InstructionRule instructions) {

  static final int WIDEST = 20;

  public SelectionConfig {
    Check.range("candidates", candidates, 1, 1_000);
    Check.range("per-document", perDocument, 0, 1_000);
    Check.range("alike", alike, 0.1, 1);
    Check.range("window", window, 0, WIDEST);
    Check.required("instructions", instructions);
  }

  /** What the shipped configuration says. */
  public static SelectionConfig defaults() {
    return new SelectionConfig(100, 0, 0.9, 0, InstructionRule.FLAG);
  }

  /** Whether it speaks to a model, and is not wanted then. */
  boolean leavesOut(Passage passage) {
    return instructions == InstructionRule.DROP && !Injections
        .in(String.join("\n\n", passage.heading()) + "\n\n" + passage.text()).isEmpty();
  }

  /** The same but for what the asker wants otherwise. */
  SelectionConfig with(@Nullable Shape shape) {
    if (shape == null) {
      return this;
    }
    return new SelectionConfig(Objects.requireNonNullElse(shape.candidates(), candidates),
        Objects.requireNonNullElse(shape.perDocument(), perDocument),
        Objects.requireNonNullElse(shape.alike(), alike),
        Objects.requireNonNullElse(shape.window(), window), instructions);
  }
}
