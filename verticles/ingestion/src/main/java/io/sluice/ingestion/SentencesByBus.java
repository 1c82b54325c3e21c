package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.chunking.SentenceVectors;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import java.util.ArrayList;
import java.util.List;

/** Asks the embedding actor what sentences mean, from a thread that may wait. */
record SentencesByBus(Bus bus, int atOnce, CallInfo call) implements SentenceVectors {

  @Override
  public List<float[]> of(List<String> sentences) throws Unavailable {
    var vectors = new ArrayList<float[]>();
    for (var from = 0; from < sentences.size(); from += atOnce) {
      var batch = sentences.subList(from, Math.min(from + atOnce, sentences.size()));
      var reply = bus.ask(Embedding.EMBED, new Embed(List.copyOf(batch), Purpose.PASSAGE), call);
      switch (reply.toCompletionStage().toCompletableFuture().join()) {
        case Refused<Embedded>(Refusal why) -> throw new Unavailable(why.message());
        case Answered<Embedded>(Embedded embedded) -> embedded.vectors().stream()
            .map(Vector::values).forEach(vectors::add);
      }
    }
    return vectors;
  }
}
