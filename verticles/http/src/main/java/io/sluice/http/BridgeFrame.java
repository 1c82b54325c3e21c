package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.message.AnswerEvent.Failed;
import org.jspecify.annotations.Nullable;

/**
 * What a bridge sends, in the words of Vert.x' bridges, so that their clients understand it.
 *
 * @param address the reply address of the request this answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BridgeFrame(String type, @Nullable String address, @Nullable Object body,
    @Nullable Integer failureCode, @Nullable String failureType, @Nullable String message) {

  static BridgeFrame pong() {
    return new BridgeFrame("pong", null, null, null, null, null);
  }

  static BridgeFrame reply(BridgeDialect dialect, String address, Object body) {
    return new BridgeFrame(dialect.reply(), address, body, null, null, null);
  }

  /** The code is HTTP's, and the message the JSON of the error as HTTP has it. */
  static BridgeFrame failure(String address, Failed why, String requestId) {
    return new BridgeFrame("err", address, null, Errors.status(why.refusal()), "RECIPIENT_FAILURE",
        Responses.text(Errors.envelope(why, requestId)));
  }

  /** A frame that is not for this gateway; SockJS' clients read the body, those of TCP the message. */
  static BridgeFrame wrong(@Nullable String address, String what) {
    return address == null
        ? new BridgeFrame("err", null, what, null, null, what)
        : new BridgeFrame("err", address, null, 400, "RECIPIENT_FAILURE", what);
  }
}
