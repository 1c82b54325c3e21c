package io.sluice.evaluation;

/** Why there are no numbers, in a sentence for the person at the terminal. */
public final class EvaluationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  EvaluationFailed(String message) {
    super(message);
  }
}
