package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.chunking.Tokens;
import io.sluice.http.ChatViews.Head;
import io.sluice.http.Responses.Answer;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.Answering.CacheUse;
import io.sluice.message.CallInfo;
import io.sluice.message.Filters;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.StreamOpened;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code POST /v1/chat/completions}: a question as OpenAI's clients put it. */
final class ChatHandler {
  private static final String TOOLS = "tools: left out; no tools are called here";

  private final Bus bus;
  private final BodyReader body;
  private final Duration deadline;

  ChatHandler(Bus bus, BodyReader body, Duration deadline) {
    this.bus = bus;
    this.body = body;
    this.deadline = deadline;
  }

  void handle(RoutingContext ctx) {
    body.read(ctx, ChatBody.class, chat -> ask(ctx, chat));
  }

  private void ask(RoutingContext ctx, ChatBody chat) {
    var id = Objects.requireNonNull(chat.model());
    var model = ModelName.parse(id);
    if (model == null) {
      Errors.send(ctx, ModelName.unknown(id));
      return;
    }
    var dialogue = Dialogue.of(Objects.requireNonNull(chat.messages()));
    var question = new AskQuestion(dialogue.question(), model.collection(), null, chat.user(), null,
        Filters.NONE, model.variant(), null, CacheUse.USE, dialogue.history(), null,
        chat.retrieval(), null);
    var call = Caller.call(ctx, deadline);
    tokenizer(ctx, chat).compose(ready -> AskHandler.ask(bus, ctx, question, call))
        .onSuccess(reply -> Errors.unlessRefused(ctx, named(reply, id), question.question(),
            stream -> answer(ctx, new Chat(chat, model, warnings(chat, dialogue), stream), call)))
        .onFailure(ctx::fail);
  }

  /** What was asked for, and the answer's stream. */
  record Chat(ChatBody body, ModelName model, List<String> warnings, StreamOpened stream) {

    Head head() {
      return new Head(stream.id(), Instant.now().getEpochSecond(),
          Objects.requireNonNull(body.model()));
    }

    ChatText text() {
      return new ChatText(body.stop() == null ? List.of() : body.stop(), body.limit());
    }
  }

  private void answer(RoutingContext ctx, Chat chat, CallInfo call) {
    var reader = new StreamReader(bus, chat.stream(), call, 0);
    if (ctx.response().closed()) {
      reader.leave();
    } else if (chat.body().streams()) {
      AskHandler.tell(ctx, chat.stream());
      ChatStream.write(ctx, bus, reader, chat, call);
    } else {
      var collector = new AnswerCollector(reader);
      ctx.response().closeHandler(gone -> collector.leave());
      collector.whole(ctx, answer -> send(ctx, chat, answer, call));
    }
  }

  private void send(RoutingContext ctx, Chat chat, Answer answer, CallInfo call) {
    var text = chat.text();
    var content = text.add(answer.answer()) + text.rest();
    var extras = ChatViews.Extras.of(answer, text.length(), chat.warnings());
    new CitedUrls(bus).annotations(extras, chat.model().collection(), call).onSuccess(found -> {
      if (!ctx.response().closed()) {
        AskHandler.tell(ctx, answer);
        Responses.json(ctx.response(), 200, chat.head()
            .whole(ChatViews.Message.of(content, found), text.finishReason(answer.finishReason()),
                answer, extras));
      }
    }).onFailure(ctx::fail);
  }

  /** Where tokens are to be counted: what counts them is read when it is first used. */
  private static Future<?> tokenizer(RoutingContext ctx, ChatBody chat) {
    return chat.limit() == null
        ? Future.succeededFuture()
        : ctx.vertx().executeBlocking(() -> new Tokens("a").count(0, 1, 1), false);
  }

  /** What is a collection to others is a model to these clients. */
  private static Reply<StreamOpened> named(Reply<StreamOpened> reply, String model) {
    return reply instanceof Refused<StreamOpened>(Refusal why)
        && why instanceof NotFound missing && "collection".equals(missing.param())
            ? Reply.refused(ModelName.unknown(model))
            : reply;
  }

  private static List<String> warnings(ChatBody chat, Dialogue dialogue) {
    var warnings = new ArrayList<>(dialogue.warnings());
    if (chat.hasTools()) {
      warnings.add(TOOLS);
    }
    return List.copyOf(warnings);
  }
}
