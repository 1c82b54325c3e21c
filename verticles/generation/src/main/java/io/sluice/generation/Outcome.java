package io.sluice.generation;

import io.sluice.message.GenerationEvent.Generated;
import io.sluice.message.Refusal;

/** How a provider ended. */
public sealed interface Outcome {

  /** All is said. */
  record Spoke(Generated generated) implements Outcome {}

  /** Nothing was said, and another provider may do better. */
  record GaveUp(Refusal why) implements Outcome {}

  /** Something was said already, or no other provider should be asked. */
  record Failed(Refusal why) implements Outcome {}
}
