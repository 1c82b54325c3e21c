package io.sluice.answer;

import io.sluice.bus.Bus;
import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Answering.AskQuestion;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which variant answers a question: the one it names, or the one that experiments choose for its asker. */
final class Variants {
  private static final Logger LOG = LoggerFactory.getLogger(Variants.class);
  private static final Future<Reply<VariantChosen>> UNCOUNTED = Future
      .succeededFuture(Reply.of(VariantChosen.UNCOUNTED));

  private final Bus bus;
  private final boolean experiments;

  /** @param experiments whether there are any; else only what a question names is looked for */
  Variants(Bus bus, boolean experiments) {
    this.bus = bus;
    this.experiments = experiments;
  }

  /** Refused only where the question names a variant that is not to be had. */
  Future<Reply<VariantChosen>> of(AskQuestion question, CallInfo call) {
    var named = question.variant();
    if (named == null ? !experiments : named.equals(AbRouting.CONTROL)) {
      return UNCOUNTED;
    }
    var request = new ChooseVariant(asker(question, call), question.collection(), named);
    return bus.ask(AbRouting.CHOOSE_VARIANT, request, call).map(reply -> {
      if (reply instanceof Refused<VariantChosen>(Refusal why) && named == null) {
        LOG.warn("answered by control requestId={} since {}", call.requestId(), why.message());
        return Reply.of(VariantChosen.UNCOUNTED);
      }
      return reply;
    });
  }

  /** Stands for who asks, as far as that is known: the same for all that he asks. */
  static String asker(AskQuestion question, CallInfo call) {
    var who = Stream
        .of(question.user(), question.conversation(), call.account(), call.requestId())
        .filter(Objects::nonNull).findFirst().orElseThrow();
    return UUID.nameUUIDFromBytes(
        (call.tenant() + "\n" + who).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
