package io.sluice.embedding;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.bus.Tracing;
import io.sluice.message.CallInfo;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Vector;
import io.sluice.resilience.Circuits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Vectors from an OpenAI-compatible server. A request's texts are sent in batches; questions and
 * passages each have a lane of their own. Confined to the context of its verticle.
 *
 * <p>Intentional, not a bug: texts of two requests are never sent together. One of them may be what a
 * server chokes on, and each has its own time.
 */
final class EndpointVectors implements VectorSource {
  private final EndpointConfig config;
  private final String model;
  private final EndpointClient client;
  private final Reachability reachability;
  private final Retrying retrying;
  private final Lane questions;
  private final Lane passages;
  private final WaitingRoom room;

  private EndpointVectors(Vertx vertx, EmbeddingConfig config, Tracing tracing) {
    this.config = config.endpoint();
    this.model = nameOf(config);
    this.client = new EndpointClient(vertx, this.config, tracing);
    this.reachability = new Reachability(vertx, this.config, client);
    this.retrying = new Retrying(vertx, this.config, client, reachability);
    this.questions = new Lane(this.config.concurrency());
    this.passages = new Lane(this.config.concurrency());
    this.room = new WaitingRoom(config.maxQueued());
  }

  /** Looks whether the server is there, but does not wait for it. */
  static EndpointVectors open(Vertx vertx, EmbeddingConfig config, Circuits circuits,
      Tracing tracing) {
    var source = new EndpointVectors(vertx, config, tracing);
    circuits.watch("embedding", source.reachability::condition);
    source.reachability.look();
    return source;
  }

  /** The server's name of it, and a hash of what else shapes the vectors of passages, if anything does. */
  private static String nameOf(EmbeddingConfig config) {
    var endpoint = config.endpoint();
    if (config.passagePrefix().isEmpty() && endpoint.passageFields().isEmpty()) {
      return endpoint.model();
    }
    try {
      var shaping = new ObjectMapper().createArrayNode().add(config.passagePrefix())
          .addPOJO(new TreeMap<>(endpoint.passageFields())).toString();
      var hash = MessageDigest.getInstance("SHA-256")
          .digest(shaping.getBytes(StandardCharsets.UTF_8));
      return endpoint.model() + "@" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Future<Reply<List<Vector>>> embed(List<String> texts, Purpose purpose, CallInfo call) {
    var refusal = texts.isEmpty()
        ? new BadRequest("there is no text to embed", "texts")
        : reachability.down();
    if (refusal == null) {
      refusal = room.enter(texts.size());
    }
    if (refusal != null) {
      return Future.succeededFuture(Reply.refused(refusal));
    }
    var request = new Request(purpose, call);
    var replies = new ArrayList<Future<Reply<List<Vector>>>>();
    for (var from = 0; from < texts.size(); from += config.batch()) {
      var batch = texts.subList(from, Math.min(from + config.batch(), texts.size()));
      replies.add(lane(purpose).run(() -> request.send(batch)));
    }
    return Future.join(replies).map(_ -> together(replies, request))
        .onComplete(_ -> room.leave(texts.size()));
  }

  private Lane lane(Purpose purpose) {
    return switch (purpose) {
      case QUESTION -> questions;
      case PASSAGE -> passages;
    };
  }

  /** What is asked for; once a batch of it is refused, the others need not be sent. */
  private final class Request {
    private final Purpose purpose;
    private final CallInfo call;
    private @Nullable Refusal refused;

    Request(Purpose purpose, CallInfo call) {
      this.purpose = purpose;
      this.call = call;
    }

    Future<Reply<List<Vector>>> send(List<String> batch) {
      var before = refused == null ? reachability.down() : refused;
      return (before == null
          ? retrying.send(batch, purpose, call)
          : Future.succeededFuture(Reply.<List<Vector>>refused(before)))
          .onSuccess(reply -> {
            if (refused == null && reply instanceof Refused<List<Vector>>(Refusal why)) {
              refused = why;
            }
          });
    }
  }

  private static Reply<List<Vector>> together(List<Future<Reply<List<Vector>>>> replies,
      Request request) {
    if (request.refused != null) {
      return Reply.refused(request.refused);
    }
    var vectors = new ArrayList<Vector>();
    for (var reply : replies) {
      switch (reply.result()) {
        case Answered<List<Vector>>(List<Vector> batch) -> vectors.addAll(batch);
        case Refused<List<Vector>>(Refusal why) -> {
          return Reply.refused(why);
        }
      }
    }
    return Reply.of(vectors);
  }

  @Override
  public Future<?> close() {
    reachability.close();
    return client.close();
  }
}
