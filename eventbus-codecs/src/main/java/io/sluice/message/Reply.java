package io.sluice.message;

import java.util.function.Function;

/** What came of a request: the answer asked for, or the reason why there is none. */
public sealed interface Reply<A> {

  record Answered<A>(A value) implements Reply<A> {}

  record Refused<A>(Refusal refusal) implements Reply<A> {}

  static <A> Reply<A> of(A value) {
    return new Answered<>(value);
  }

  static <A> Reply<A> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  default <B> Reply<B> map(Function<A, B> change) {
    return switch (this) {
      case Answered<A>(A value) -> new Answered<>(change.apply(value));
      case Refused<A>(Refusal refusal) -> new Refused<>(refusal);
    };
  }
}
