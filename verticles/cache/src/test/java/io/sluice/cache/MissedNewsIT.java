package io.sluice.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.bus.Bus;
import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.EpochFound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that may not have been told of everything. */
@ExtendWith(VertxExtension.class)
class MissedNewsIT {
  private static final Collection HANDBOOK = new Collection("default", "handbook");
  private static final List<Basis> BASIS = List.of(new Basis("leave", "1"));

  private final Histories histories = new Histories();
  private volatile long epoch = 1;
  @SuppressWarnings("NullAway.Init")
  private MissedNews missed;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    var bus = Bus.on(vertx);
    StandIns.get(bus.serve(Retrieval.FIND_EPOCH,
        (_, _) -> Future.succeededFuture(Reply.of(new EpochFound(epoch)))));
    missed = new MissedNews(bus, histories, histories::hear);
    histories.hear(told(1));
  }

  private static CorpusChanged told(long epoch) {
    return new CorpusChanged(HANDBOOK.tenant(), HANDBOOK.name(), epoch - 1, epoch, List.of());
  }

  private boolean isLost() {
    return histories.of(HANDBOOK).lost(BASIS, 1);
  }

  @Test
  void whatWasMadeBeforeAChangeThatNobodyToldOfIsInDoubtOnceItIsSeenTwice() throws Exception {
    epoch = 2;
    StandIns.get(missed.look());
    assertFalse(isLost());
    StandIns.get(missed.look());
    assertTrue(isLost());
    assertFalse(histories.of(HANDBOOK).lost(BASIS, 2));
  }

  @Test
  void newsThatAreOnlyLateAreNotMissed() throws Exception {
    epoch = 2;
    StandIns.get(missed.look());
    histories.hear(told(2));
    StandIns.get(missed.look());
    assertFalse(isLost());
    assertEquals(2, histories.of(HANDBOOK).latest());
  }
}
