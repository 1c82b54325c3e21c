package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.bus.StreamReader;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.DeadlinePassed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Streaming.StreamOpened;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which answer belongs to which key of its asker, as all nodes know it, and still after a restart. While Redis
 * is not there each node knows its own only. Safe for any thread.
 */
final class RepeatsAnywhere {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatsAnywhere.class);
  private static final Script CLAIM = Script.beside(RepeatsAnywhere.class, "claim.lua");
  private static final Script GIVE = Script.beside(RepeatsAnywhere.class, "give.lua");
  /** How long it may take until an answer that is begun has an id. */
  private static final Duration WITHOUT_ID = Duration.ofSeconds(5);
  private static final long LOOK_AGAIN_MS = 50;
  private static final int AT_ONCE = 256;

  private final Vertx vertx;
  private final Bus bus;
  private final RedisLink link;
  private final Duration keepFor;

  /** @param keepFor how long an answer can be read behind its end */
  RepeatsAnywhere(Vertx vertx, Bus bus, RedisLink link, Duration keepFor) {
    this.vertx = vertx;
    this.bus = bus;
    this.link = link;
    this.keepFor = keepFor;
  }

  /**
   * The answer that the key has already, or a refusal where the key is another question's; otherwise a new
   * one, which the key has from now on.
   *
   * @param begin begins an answer; is called at most once
   */
  Future<Reply<StreamOpened>> once(AskQuestion question, String key, CallInfo call,
      Supplier<Future<Reply<StreamOpened>>> begin) {
    return link.isUp() ? new Asking(question, key, call).once(begin) : begin.get();
  }

  /** One question with its key. */
  private final class Asking {
    private final String name;
    private final CallInfo call;
    private final Note mine;
    /** There was another, of which its asker may have read. */
    private boolean anew;

    Asking(AskQuestion question, String key, CallInfo call) {
      this.name = link.key("once:" + Digest.of(Stream.concat(Stream.of(call.tenant(), key),
          call.principals().stream().distinct().sorted())));
      this.call = call;
      this.mine = new Note(Digest.of(Stream.of(question.toString())), State.BEGUN,
          UUID.randomUUID().toString());
    }

    Future<Reply<StreamOpened>> once(Supplier<Future<Reply<StreamOpened>>> begin) {
      return before("").otherwise(why -> {
        LOG.debug("not known elsewhere why={}", why.getMessage());
        return null;
      }).compose(before -> before != null
          ? Future.succeededFuture(before)
          : begin.get().onComplete(begun -> {
            if (begun.succeeded()
                && begun.result() instanceof Answered<StreamOpened>(StreamOpened opened)) {
              keep(new Note(mine.question(), anew ? State.ANEW : State.GIVEN, opened.id()));
            } else {
              link.giveBack(name, mine.toString());
            }
          }));
    }

    /**
     * Null where there is none, and the key was taken for a new one.
     *
     * @param useless what was found so far and is no answer to be given again; empty for nothing
     */
    private Future<@Nullable Reply<StreamOpened>> before(String useless) {
      return link.run(CLAIM, List.of(name),
          request -> request.arg(mine.toString()).arg(WITHOUT_ID.toMillis()).arg(useless))
          .compose(said -> {
            var found = Note.read(said.toString());
            if (found.equals(mine)) {
              return Future.succeededFuture(null);
            }
            return found.state() == State.BEGUN ? begun(found) : given(found);
          });
    }

    private Future<@Nullable Reply<StreamOpened>> begun(Note found) {
      if (!found.isOf(mine)) {
        return Future.succeededFuture(Repeats.another());
      }
      return call.remaining().toMillis() <= LOOK_AGAIN_MS
          ? late()
          : vertx.timer(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS).compose(_ -> before(""));
    }

    private Future<@Nullable Reply<StreamOpened>> given(Note found) {
      var opened = new StreamOpened(found.id(), found.state() == State.GIVEN, null);
      return isOfUse(new StreamReader(bus, opened, call, 0), false).compose(
          reply -> switch (reply) {
            case Refused<Boolean>(Refusal why) -> Future.succeededFuture(Reply.refused(why));
            case Answered<Boolean>(Boolean is) when is -> Future.succeededFuture(
                found.isOf(mine) ? Reply.of(opened) : Repeats.another());
            case Answered<Boolean> isNot -> {
              anew = true;
              yield call.isLate() ? late() : before(found.toString());
            }
          });
    }

    private static Future<@Nullable Reply<StreamOpened>> late() {
      return Future.succeededFuture(Reply.refused(new DeadlinePassed(
          "what has become of the same question elsewhere was not known when its time was up")));
    }

    private void keep(Note given) {
      link.run(GIVE, List.of(name), request -> request.arg(mine.toString()).arg(given.toString())
          .arg(call.remaining().plus(keepFor).toMillis()))
          .onFailure(why -> LOG.debug("not told to others why={}", why.getMessage()));
    }
  }

  /**
   * Whether it can be read, and has not failed in a way that another one might not; a refusal where that
   * cannot be told now. One that goes on where nobody but Redis knows of it is waited for, for as long as it
   * takes to notice that its node is gone.
   */
  private static Future<Reply<Boolean>> isOfUse(StreamReader answer, boolean patiently) {
    return (patiently ? answer.next(AT_ONCE) : answer.peek(AT_ONCE))
        .compose(reply -> switch (reply) {
          case Refused<Batch>(NotFound gone) -> Future.succeededFuture(Reply.of(false));
          case Refused<Batch>(Refusal why) -> Future.succeededFuture(Reply.refused(why));
          case Answered<Batch>(Batch batch) -> {
            if (batch.ended()) {
              yield Future.succeededFuture(Reply.of(!hasFailedForNow(batch)));
            }
            if (!batch.events().isEmpty()) {
              yield isOfUse(answer, false);
            }
            yield answer.isWrittenDown() && !patiently
                ? isOfUse(answer, true)
                : Future.succeededFuture(Reply.of(true));
          }
        });
  }

  private static boolean hasFailedForNow(Batch last) {
    return !last.events().isEmpty()
        && last.events().getLast() instanceof Failed(Refusal why, _) && why.retryable();
  }

  private enum State {
    /** Somebody begins an answer. */
    BEGUN,
    /** There is an answer. */
    GIVEN,
    /** There is one in place of another. */
    ANEW
  }

  /**
   * What Redis has of a key.
   *
   * @param question stands for the question
   * @param id of the answer, or of whoever begins one
   */
  private record Note(String question, State state, String id) {

    static Note read(String text) {
      var parts = text.split(" ", 3);
      return new Note(parts[0], State.valueOf(parts[1]), parts[2]);
    }

    boolean isOf(Note other) {
      return question.equals(other.question);
    }

    @Override
    public String toString() {
      return question + ' ' + state + ' ' + id;
    }
  }
}
