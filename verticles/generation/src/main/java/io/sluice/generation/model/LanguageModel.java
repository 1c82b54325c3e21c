package io.sluice.generation.model;

import io.sluice.generation.EndpointConfig;
import io.sluice.message.CallInfo;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** Somebody to be asked for words. */
public interface LanguageModel {

  String name();

  EndpointConfig config();

  /**
   * Asks the model. The future does not fail.
   *
   * @param words is given what the model says, as it comes
   * @param left completes when nobody wants to know any more
   */
  Future<CallEnd> ask(ModelRequest request, CallInfo call, Consumer<String> words,
      Future<Void> left);

  Future<Void> close();
}
