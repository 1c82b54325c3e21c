package io.sluice.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sluice.chunking.Tokens;
import io.sluice.http.EmbeddingsBody.Encoding;
import io.sluice.message.Embedding;
import io.sluice.message.Embedding.DescribeModel;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Vector;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** {@code POST /v1/embeddings}: texts as vectors, by the model that embeds the documents. */
final class EmbeddingsHandler {
  private final Actors actors;
  private final BodyReader body;

  EmbeddingsHandler(Actors actors, BodyReader body) {
    this.actors = actors;
    this.body = body;
  }

  record Embeddings(String object, List<EmbeddingView> data, String model, TokenCount usage) {}

  /** A vector, as a list of numbers or in base64. */
  record EmbeddingView(String object, int index, Object embedding) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record TokenCount(int promptTokens, int totalTokens) {}

  void handle(RoutingContext ctx) {
    body.read(ctx, EmbeddingsBody.class, wanted -> {
      var model = Objects.requireNonNull(wanted.model());
      if (ModelName.parse(model) != null) {
        embed(ctx, wanted);
      } else {
        actors.ask(ctx, Embedding.DESCRIBE_MODEL, new DescribeModel(), known -> {
          if (known.model().equals(model) || known.model().startsWith(model + "@")) {
            embed(ctx, wanted);
          } else {
            Errors.send(ctx, new NotFound("there is no such model; the one that embeds here is '"
                + known.model() + "', or '" + ModelName.DEFAULT + "' for short", "model"));
          }
        });
      }
    });
  }

  private void embed(RoutingContext ctx, EmbeddingsBody wanted) {
    var texts = Objects.requireNonNull(wanted.input());
    actors.ask(ctx, Embedding.EMBED, new Embed(texts, Purpose.PASSAGE), embedded -> {
      var dimension = embedded.vectors().isEmpty() ? 0 : embedded.vectors().getFirst().dimension();
      if (wanted.dimensions() != null && wanted.dimensions() != dimension) {
        Errors.send(ctx, new BadRequest("must be " + dimension
            + " or absent: the vectors of this model cannot be shortened", "dimensions"));
      } else {
        // Counting and writing so many numbers is nothing for an event loop.
        ctx.vertx().executeBlocking(() -> Buffer.buffer(Responses.bytes(
            view(texts, embedded, wanted.encodingFormat() == Encoding.BASE64))), false)
            .onSuccess(bytes -> Responses.json(ctx.response(), 200, bytes)).onFailure(ctx::fail);
      }
    });
  }

  private static Embeddings view(List<String> texts, Embedded embedded, boolean base64) {
    var tokens = texts.stream()
        .mapToInt(text -> new Tokens(text).count(0, text.length(), Integer.MAX_VALUE / 2)).sum();
    var vectors = embedded.vectors();
    return new Embeddings("list",
        IntStream.range(0, vectors.size()).mapToObj(i -> new EmbeddingView("embedding", i,
            base64 ? base64(vectors.get(i)) : vectors.get(i).values())).toList(),
        embedded.model(), new TokenCount(tokens, tokens));
  }

  private static String base64(Vector vector) {
    var bytes = ByteBuffer.allocate(vector.dimension() * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector.values());
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
