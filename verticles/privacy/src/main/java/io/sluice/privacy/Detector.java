package io.sluice.privacy;

/** One kind of personal data: where does a value end that starts here? */
interface Detector {

  /** Nothing of this kind starts here. */
  int NONE = -1;

  Kind kind();

  /**
   * Where the value ends that starts at {@code start}, or {@link #NONE}.
   *
   * <p>It reads a bounded stretch around {@code start}, and what a value needs on its right is never
   * more than the next word: so a value is found, or not, whatever becomes of those after it.
   */
  int end(Text text, int start);
}
