package io.sluice.testservers;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A language model's server on this machine that says what it is told to, and notes what it is asked:
 * OpenAI's chat completions and Anthropic's messages, by the path. It follows its script, and then does
 * what it does by default, which is to answer well.
 */
public final class ScriptedModel implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final List<ModelCall> calls = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ModelCall> held = new LinkedBlockingQueue<>();
  private final BlockingQueue<ModelCall> closed = new LinkedBlockingQueue<>();
  private final Queue<Act> script = new ConcurrentLinkedQueue<>();
  private volatile Act otherwise = Acts.says("It is so [1].");

  private ScriptedModel() {
    server = vertx.createHttpServer().requestHandler(this::take);
  }

  /** What it does when it is asked. */
  @FunctionalInterface
  public interface Act {
    void answer(ModelCall call);
  }

  /** Starts it on any free port. */
  public static ScriptedModel start() {
    return start(0);
  }

  public static ScriptedModel start(int port) {
    var model = new ScriptedModel();
    model.server.listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    return model;
  }

  /** What both APIs are below. */
  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/v1";
  }

  /** The next calls are answered so, one each. */
  public void then(Act... acts) {
    script.addAll(List.of(acts));
  }

  /** Calls beyond the script are answered so. */
  public void otherwise(Act act) {
    otherwise = act;
  }

  /** Holds a call for the test to answer, see {@link #takeHeld}. */
  public Act holds() {
    return held::add;
  }

  /** The next call that is held, as soon as it is there. */
  public ModelCall takeHeld() {
    return take(held, "no call came");
  }

  /** The next call whose connection was closed before its answer was complete. */
  public ModelCall takeClosed() {
    return take(closed, "no connection was closed");
  }

  public List<ModelCall> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void take(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      var call = new ModelCall(vertx, request, body);
      request.response().exceptionHandler(_ -> {});
      request.response().closeHandler(_ -> {
        if (!call.hasEnded()) {
          closed.add(call);
        }
      });
      calls.add(call);
      var act = script.poll();
      (act == null ? otherwise : act).answer(call);
    });
  }

  private static ModelCall take(BlockingQueue<ModelCall> from, String otherwise) {
    try {
      var call = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError(otherwise);
      }
      return call;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
