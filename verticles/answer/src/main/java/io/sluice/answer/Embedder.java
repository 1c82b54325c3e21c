package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.time.Duration;
import java.util.List;

/** Turns texts into vectors, within a time. */
final class Embedder {
  private final Bus bus;
  private final Ask<Embed, Embedded> embedding;
  private final Duration within;

  /**
   * An embedder by way of the bus.
   *
   * @param embedding whom to ask
   */
  Embedder(Bus bus, Ask<Embed, Embedded> embedding, Duration within) {
    this.bus = bus;
    this.embedding = embedding;
    this.within = within;
  }

  /** A vector for each text, or none at all. Waits. */
  Reply<Embedded> embed(List<String> texts, Purpose purpose, CallInfo call) {
    var reply = bus.ask(embedding, new Embed(texts, purpose), call.atMost(within)).await();
    return switch (reply) {
      case Refused<Embedded> refused -> refused;
      case Answered<Embedded>(Embedded embedded) -> embedded.vectors().size() == texts.size()
          ? reply
          : Reply.refused(new Internal("no vector was made"));
    };
  }
}
