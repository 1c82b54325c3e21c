package io.sluice.cache;

import io.sluice.bus.Bus;
import io.sluice.cache.Histories.Collection;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Refusal;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.FindEpoch;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds changes of collections that this node was not told of: news are told once, and a node that is cut off
 * from the others misses them. To be used from one event loop.
 */
final class MissedNews {
  private static final Logger LOG = LoggerFactory.getLogger(MissedNews.class);

  private final Bus bus;
  private final Histories histories;
  private final Consumer<CorpusChanged> hear;
  /** Epochs that were found before there were news of them, which may be on their way. */
  private final Map<Collection, Long> ahead = new HashMap<>();

  /**
   * Has missed nothing so far.
   *
   * @param hear takes what puts all in doubt that was made before
   */
  MissedNews(Bus bus, Histories histories, Consumer<CorpusChanged> hear) {
    this.bus = bus;
    this.histories = histories;
    this.hear = hear;
  }

  /** Looks at what was used since the last time; what is still ahead the second time was missed. */
  Future<?> look() {
    var looked = new HashSet<>(ahead.keySet());
    looked.addAll(histories.usedLately());
    return Future.join(looked.stream().map(this::look).toList()).otherwiseEmpty();
  }

  private Future<?> look(Collection collection) {
    var call = CallInfo.within(Retrieval.FIND_EPOCH.timeout(), "cache");
    return bus.ask(Retrieval.FIND_EPOCH, new FindEpoch(collection.name()),
        new CallInfo(call.requestId(), collection.tenant(), List.of(), null, call.deadlineNanos(),
            null))
        .onSuccess(reply -> found(collection, reply));
  }

  private void found(Collection collection, Reply<EpochFound> reply) {
    if (reply instanceof Refused<EpochFound>(Refusal why) && why.retryable()) {
      histories.of(collection); // to be looked at once more
    } else if (reply instanceof Answered<EpochFound>(EpochFound(long epoch))) {
      var before = ahead.remove(collection);
      var heard = histories.latest(collection);
      if (before != null && before > heard) {
        LOG.info("changes were missed tenant={} collection={} epoch={} heard={}",
            collection.tenant(), collection.name(), epoch, heard);
        hear.accept(new CorpusChanged(collection.tenant(), collection.name(), epoch, epoch,
            List.of()));
      } else if (epoch > heard) {
        ahead.put(collection, epoch);
      }
    }
  }
}
