package io.sluice.evaluation;

/** Is told how far an evaluation is; may be called from several threads at once. */
@FunctionalInterface
public interface Progress {
  void at(String stage, int done, int all);
}
