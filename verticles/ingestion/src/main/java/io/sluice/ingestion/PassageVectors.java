package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.chunking.Chunk;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.ModelDescribed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.Cancelled;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gets the vectors of the passages that the active version does not have. For one document, on its
 * virtual thread.
 */
final class PassageVectors {
  private final Bus bus;
  private final int atOnce;
  private final CallInfo call;
  private final Pulse pulse;
  private final Map<String, Vector> byHash = new HashMap<>();
  private @Nullable String model;

  PassageVectors(Bus bus, int atOnce, CallInfo call, Pulse pulse) {
    this.bus = bus;
    this.atOnce = atOnce;
    this.call = call;
    this.pulse = pulse;
  }

  /**
   * The vectors that had to be made, by the passages' hashes.
   *
   * @param model of these, and of those the active version has
   */
  record Made(@Nullable String model, Map<String, Vector> byHash) {}

  /**
   * Embeds what is not among the known; all of it where the model is another one now.
   *
   * @param knownModel the model of what is known; null where nothing is
   */
  Reply<Made> of(List<Chunk> chunks, String title, Set<String> known,
      @Nullable String knownModel) {
    model = knownModel;
    var fresh = chunks.stream().filter(chunk -> !known.contains(chunk.hash())).toList();
    var refusal = embed(fresh, title);
    if (refusal == null && knownModel != null) {
      var present = fresh.isEmpty() ? present(knownModel) : model;
      if (!knownModel.equals(present)) {
        refusal = embed(chunks, title);
      }
    }
    return refusal == null ? Reply.of(new Made(model, byHash)) : Reply.refused(refusal);
  }

  /** Where nothing has to be embedded, who cannot say what embeds now need not be waited for. */
  private String present(String knownModel) {
    return switch (bus.ask(Embedding.DESCRIBE_MODEL, new DescribeModel(), call).await()) {
      case Refused<ModelDescribed> refused -> knownModel;
      case Answered<ModelDescribed>(ModelDescribed described) -> described.model();
    };
  }

  private @Nullable Refusal embed(List<Chunk> chunks, String title) {
    var missing = missing(chunks);
    for (var from = 0; from < missing.size(); from += atOnce) {
      if (pulse.isStopped()) {
        return new Cancelled("the document is being erased");
      }
      pulse.embedded(from, missing.size());
      var refusal = embedBatch(missing.subList(from, Math.min(from + atOnce, missing.size())),
          title);
      if (refusal != null) {
        return refusal;
      }
    }
    pulse.embedded(missing.size(), missing.size());
    return null;
  }

  private @Nullable Refusal embedBatch(List<Chunk> batch, String title) {
    var request = new Embed(batch.stream().map(chunk -> chunk.inContext(title)).toList(),
        Purpose.PASSAGE);
    return switch (bus.ask(Embedding.EMBED, request, call).await()) {
      case Refused<Embedded>(Refusal why) -> why;
      case Answered<Embedded>(Embedded embedded) -> {
        if (!byHash.isEmpty() && !embedded.model().equals(model)) {
          yield new Unavailable("embedding", "the model was changed meanwhile");
        }
        model = embedded.model();
        for (var i = 0; i < batch.size(); i++) {
          byHash.put(batch.get(i).hash(), embedded.vectors().get(i));
        }
        yield null;
      }
    };
  }

  /** Words that stand there twice are embedded once. */
  private List<Chunk> missing(List<Chunk> chunks) {
    var missing = new LinkedHashMap<String, Chunk>();
    chunks.forEach(chunk -> missing.putIfAbsent(chunk.hash(), chunk));
    missing.keySet().removeAll(byHash.keySet());
    return List.copyOf(missing.values());
  }
}
