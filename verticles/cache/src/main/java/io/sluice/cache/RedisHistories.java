package io.sluice.cache;

import io.sluice.bus.Bus;
import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.FindEpoch;
import io.sluice.redis.RedisLink;
import io.sluice.redis.Script;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Redis knows of what came and went in the collections. Each node tells it what it hears; what has
 * been told already changes nothing.
 *
 * <p>Redis may have been away, or lost what it knew. So before this node uses what is kept there of a
 * collection, it asks retrieval for the epoch: where Redis is behind, all that was made before is in doubt,
 * and not given.
 */
final class RedisHistories {
  private static final Logger LOG = LoggerFactory.getLogger(RedisHistories.class);
  private static final Script MEET = Script.beside(RedisHistories.class, "meet.lua");
  private static final Script HEAR = Script.beside(RedisHistories.class, "forget.lua", "hear.lua");
  private static final int MOST = 100_000;
  /** Whoever asks does not wait longer for what may be kept. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final RedisLink link;
  private final Bus bus;
  private final Duration keepFor;
  private final Duration patience;
  /** Of each collection that was met, when all that was told of it since has arrived. */
  private final Map<Collection, Future<Void>> met = new ConcurrentHashMap<>();

  /**
   * Nothing is met yet.
   *
   * @param keepFor the longest that anything is kept
   */
  RedisHistories(RedisLink link, Bus bus, Duration keepFor) {
    this(link, bus, keepFor, PATIENCE);
  }

  /**
   * Nothing is met yet.
   *
   * @param keepFor the longest that anything is kept
   * @param patience with retrieval, when it is asked for an epoch
   */
  RedisHistories(RedisLink link, Bus bus, Duration keepFor, Duration patience) {
    this.link = link;
    this.bus = bus;
    this.keepFor = keepFor;
    this.patience = patience;
    link.whenBack(met::clear);
  }

  /** Once what is kept there of a collection can be used; fails where it cannot. */
  Future<Void> ready(Collection collection) {
    var known = met.get(collection);
    if (known != null && !known.failed()) {
      return known;
    }
    if (!link.isUp()) {
      return Future.failedFuture("Redis is not there");
    }
    var meeting = meet(collection, false);
    met.put(collection, meeting);
    return meeting;
  }

  /** To be met anew: it was seen to know less than this node. */
  void isBehind(Collection collection) {
    LOG.info("Redis has missed changes of a collection tenant={} collection={}",
        collection.tenant(), collection.name());
    met.remove(collection);
  }

  /** Of what has not been met yet the epoch will be asked for. */
  void hear(CorpusChanged change) {
    var collection = Collection.of(change);
    var before = met.get(collection);
    if (before != null) {
      met.put(collection, before.compose(_ -> tell(change)));
    }
  }

  private Future<Void> tell(CorpusChanged change) {
    var keys = RedisKeys.of(link, Collection.of(change));
    return link.run(HEAR, List.of(keys.history(), keys.used(), keys.sizes()), request -> {
      request.arg(change.before()).arg(change.epoch()).arg(keepFor.toMillis()).arg(MOST)
          .arg(keys.on());
      notes(change).forEach(request::arg);
    }).mapEmpty();
  }

  private static List<String> notes(CorpusChanged change) {
    var notes = new ArrayList<String>();
    for (var document : change.documents()) {
      var id = document.document();
      document.removed().forEach(hash -> notes.add(gone(new Basis(id, hash))));
      document.added().forEach(hash -> notes.add(came(new Basis(id, hash))));
      if (!document.removed().isEmpty() || !document.added().isEmpty()) {
        notes.add(gone(new Basis(id, null)));
      }
    }
    return notes;
  }

  /** Of a whole document, that anything of it did. */
  static String came(Basis basis) {
    return basis.hash() == null ? gone(basis) : "+" + RedisKeys.name(basis);
  }

  private static String gone(Basis basis) {
    return "-" + RedisKeys.name(basis);
  }

  /**
   * Where Redis is ahead, a change may be on its way to this node; where it still is when the epoch is
   * asked for again, it knows another corpus.
   */
  private Future<Void> meet(Collection collection, boolean sure) {
    return epoch(collection).compose(epoch -> meet(collection, epoch, sure))
        .compose(said -> "ahead".equals(said.toString())
            ? meet(collection, true)
            : link.send(Request.cmd(Command.SADD).arg(names(collection.tenant()))
                .arg(collection.name())).mapEmpty());
  }

  /** All of a tenant of which anything was ever kept. */
  Future<List<Collection>> collections(String tenant) {
    return link.send(Request.cmd(Command.SMEMBERS).arg(names(tenant)))
        .map(names -> StreamSupport.stream(names.spliterator(), false)
            .map(name -> new Collection(tenant, name.toString())).toList());
  }

  private String names(String tenant) {
    return link.key("collections:" + tenant);
  }

  private Future<Response> meet(Collection collection, long epoch, boolean sure) {
    var keys = RedisKeys.of(link, collection);
    return link.run(MEET, List.of(keys.history(), keys.used(), keys.sizes()),
        request -> request.arg(epoch).arg(keepFor.toMillis()).arg(sure ? "sure" : ""));
  }

  private Future<Long> epoch(Collection collection) {
    var call = CallInfo.within(patience, "cache");
    var theirs = new CallInfo(call.requestId(), collection.tenant(), List.of(), null,
        call.deadlineNanos(), null);
    return bus.ask(Retrieval.FIND_EPOCH, new FindEpoch(collection.name()), theirs)
        .compose(reply -> switch (reply) {
          case Answered<EpochFound>(EpochFound found) -> Future.succeededFuture(found.epoch());
          case Refused<EpochFound>(Refusal why) -> Future.failedFuture(why.message());
        });
  }

  /** An epoch or time as it was written by a script. */
  static Optional<Long> number(Response response, int part) {
    return Optional.ofNullable(response.get(part)).map(Response::toLong);
  }
}
