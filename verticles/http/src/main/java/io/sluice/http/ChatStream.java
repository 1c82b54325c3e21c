package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.http.ChatHandler.Chat;
import io.sluice.http.ChatViews.Annotation;
import io.sluice.http.ChatViews.Delta;
import io.sluice.http.ChatViews.Extras;
import io.sluice.http.ChatViews.Head;
import io.sluice.http.Responses.Answer;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Writes an answer as OpenAI's chunks, as fast as the reader takes them. It begins with the first word,
 * so that what goes wrong before has a status of its own; what the answer rests on comes with the last
 * chunk. Confined to the request's event loop.
 */
final class ChatStream {
  private final Chat chat;
  private final CitedUrls urls;
  private final CallInfo call;
  private final Head head;
  private final ChatText text;
  private final AnswerCollector collector;
  private final EventStream stream;
  private boolean begun;

  private ChatStream(RoutingContext ctx, Bus bus, StreamReader reader, Chat chat, CallInfo call) {
    this.chat = chat;
    this.urls = new CitedUrls(bus);
    this.call = call;
    this.head = chat.head();
    this.text = chat.text();
    this.collector = new AnswerCollector(reader, this::heard);
    this.stream = new EventStream(ctx, collector::leave);
  }

  /** Writes all that comes; leaves the stream when its reader leaves. */
  static void write(RoutingContext ctx, Bus bus, StreamReader reader, Chat chat, CallInfo call) {
    var out = new ChatStream(ctx, bus, reader, chat, call);
    out.collector.whole().onSuccess(out::end).onFailure(ctx::fail);
  }

  private Future<Void> heard(Batch batch) {
    var words = new StringBuilder();
    for (var event : batch.events()) {
      if (event instanceof Token(String piece)) {
        words.append(text.add(piece));
      }
    }
    if (stream.isOver()) {
      return Future.succeededFuture();
    }
    if (!words.isEmpty()) {
      stream.write(said(words.toString()));
    } else if (batch.events().isEmpty() && !batch.ended()) {
      stream.ping();
    }
    var taken = Promise.<Void>promise();
    stream.whenTaken(taken::complete);
    return taken.future();
  }

  private void end(Reply<Answer> reply) {
    if (stream.isOver()) {
      return;
    }
    switch (reply) {
      case Refused<Answer> refused -> stream.failNameless(collector.failure());
      case Answered<Answer>(Answer answer) -> {
        var rest = said(text.rest());
        var extras = Extras.of(answer, text.length(), chat.warnings());
        urls.annotations(extras, chat.model().collection(), call)
            .onSuccess(found -> finish(rest, answer, extras, found));
      }
    }
  }

  private void finish(Buffer rest, Answer answer, Extras extras, List<Annotation> annotations) {
    if (stream.isOver()) {
      return;
    }
    EventStream.append(rest,
        head.last(Delta.of(annotations), text.finishReason(answer.finishReason()), extras));
    if (chat.body().wantsUsage()) {
      EventStream.append(rest, head.usage(answer));
    }
    stream.write(rest);
    stream.end();
  }

  /** These words, with the beginning before the first ones. */
  private Buffer said(String words) {
    var out = Buffer.buffer();
    if (!begun) {
      begun = true;
      EventStream.append(out, head.chunk(Delta.BEGINNING));
    }
    if (!words.isEmpty()) {
      EventStream.append(out, head.chunk(Delta.of(words)));
    }
    return out;
  }
}
