package io.sluice.bus;

import io.sluice.bus.Tracing.Kind;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Answering.FindLoad;
import io.sluice.message.Ask;
import io.sluice.message.Caching.LookedUp;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Insight.ObserveAll;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Reranking.Rerank;
import io.sluice.message.Reranking.Reranked;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Streaming;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.message.TierRouting.TierChosen;
import io.sluice.message.Uploading.AppendBytes;
import io.vertx.core.MultiMap;
import java.util.Set;
import java.util.UUID;

/**
 * The spans of messages, named after their addresses: one for each request, on the node that asks; where
 * it is served by another node that has one, too, below it.
 *
 * <p>Intentional, not a bug: what opens a stream has none. It is over at once, and whoever serves it has
 * a span of its own that lasts as long as the stream. What is asked again and again, as for more of a
 * stream, has none either. Safe for any thread.
 */
final class MessageSpans {
  /** Says which node has a span of this request already. */
  private static final String NOTED_BY = "span-of";
  /** Asked by whoever looks whether there is something new, for a piece of a file, or for many at once. */
  private static final Set<Class<?>> TOO_MANY = Set.of(FindLoad.class, FindIngestion.class,
      AppendBytes.class, ObserveAll.class);

  private final Tracing tracing;
  private final Kind asking;
  private final String node = UUID.randomUUID().toString();

  /** @param clustered whether there may be other nodes that serve what this one asks */
  MessageSpans(Tracing tracing, boolean clustered) {
    this.tracing = tracing;
    this.asking = clustered ? Kind.CLIENT : Kind.INTERNAL;
  }

  /** Begins the asker's. */
  Span asked(Ask<?, ?> ask, Message request, CallInfo call) {
    return isNoted(ask) ? noting(tracing.begin(name(ask), asking, call), request) : Span.none();
  }

  /** Says that this node has one. */
  void sign(Span span, MultiMap headers) {
    if (span.isNoted()) {
      headers.set(NOTED_BY, node);
    }
  }

  /** Begins that of who serves, unless the asker is of this node. */
  Span served(Ask<?, ?> ask, MultiMap headers, CallInfo call) {
    return isNoted(ask) && !node.equals(headers.get(NOTED_BY))
        ? tracing.begin(name(ask), Kind.SERVER, call)
        : Span.none();
  }

  /** Ends it with what came of it. */
  static void end(Span span, Message reply) {
    if (span.isNoted()) {
      noting(span, reply).end();
    }
  }

  private boolean isNoted(Ask<?, ?> ask) {
    return !tracing.isOff() && ask.answer() != StreamOpened.class
        && !Streaming.class.isAssignableFrom(ask.request()) && !TOO_MANY.contains(ask.request());
  }

  /** Without the node that is asked, of which there may be any number. */
  private static String name(Ask<?, ?> ask) {
    var at = ask.address().indexOf('@');
    return at < 0 ? ask.address() : ask.address().substring(0, at);
  }

  /** Of most messages there is nothing to say but that they were there. */
  private static Span noting(Span span, Message message) {
    return switch (message) {
      case Refusal why -> span.failed(why.code().toString(), why.message());
      case Embed embed -> span.with("sluice.texts", embed.texts().size());
      case Embedded embedded -> span.with("sluice.model", embedded.model());
      case Rerank rerank -> span.with("sluice.texts", rerank.texts().size());
      case Reranked reranked -> span.with("sluice.model", reranked.model())
          .with("sluice.scores", reranked.scores().size());
      case PassagesFound found -> span.with("sluice.passages", found.hits().size());
      case LookedUp found -> span.with("sluice.cache.hit", found.answer() != null);
      case TierChosen chosen -> span.with("sluice.tier", chosen.tier().tag());
      case VariantChosen chosen -> span.with("sluice.variant", chosen.variant());
      default -> span;
    };
  }
}
