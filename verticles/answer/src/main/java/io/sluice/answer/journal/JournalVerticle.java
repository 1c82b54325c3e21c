package io.sluice.answer.journal;

import io.sluice.bus.Bus;
import io.sluice.bus.EventLog;
import io.sluice.bus.Streams;
import io.sluice.message.AnswerEvent;
import io.sluice.message.CallInfo;
import io.sluice.message.Streaming;
import io.sluice.redis.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** The journal of this node in Redis, and who reads those of all nodes. */
public final class JournalVerticle extends VerticleBase implements Journal {
  private static final Duration UNHEARD = Duration.ofSeconds(4);
  private static final int BEATS = 3;

  private final Bus bus;
  private final RedisLink link;
  private final Streams.Limits limits;
  private final Duration unheard;
  private final Pulse pulse;
  private final JournalWriter writer;

  /** An actor that is to be deployed on an event loop, one for a node. */
  public JournalVerticle(Bus bus, RedisLink link, Streams streams) {
    this(bus, link, streams, UNHEARD);
  }

  /** With another time after which a node that is not heard of counts as gone. */
  JournalVerticle(Bus bus, RedisLink link, Streams streams, Duration unheard) {
    this.bus = bus;
    this.link = link;
    this.limits = streams.limits();
    this.unheard = unheard;
    this.pulse = new Pulse(link, streams.node(), unheard);
    this.writer = new JournalWriter(link, limits, work -> context.runOnContext(_ -> work.run()));
  }

  @Override
  public Future<?> start() {
    var reader = new JournalReader(vertx, link, pulse);
    vertx.setPeriodic(unheard.toMillis() / BEATS, _ -> beat());
    return beat().compose(_ -> bus.serve(Streaming.READ_JOURNAL, reader::read));
  }

  @Override
  public Future<?> stop() {
    return writer.finish().eventually(pulse::stop);
  }

  /** One that begins while Redis is gone, or could not know that this node is there, is not kept. */
  @Override
  public void keep(EventLog<AnswerEvent> log, CallInfo call) {
    if (pulse.isHeard() && link.isUp()) {
      var leaf = new Leaf(link.key(JournalKey.of(log.id(), call)),
          call.remaining().plus(limits.keepFor()));
      log.feed(event -> {
        if (leaf.add(event)) {
          writer.take(leaf);
        }
      });
    }
  }

  private Future<Void> beat() {
    return pulse.beat().onSuccess(_ -> writer.tryAgain()).otherwiseEmpty();
  }
}
