package io.sluice.admission.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.admission.limits.Verdict.Enough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryLedgerTest extends LedgerContract {
  private long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  private final MemoryLedger ledger = new MemoryLedger(() -> now);

  @Override
  Ledger ledger() {
    return ledger;
  }

  @Test
  void whatWasTakenComesBackEvenly() throws Exception {
    var wanted = wanted(60, 2, 0, 0);
    take(wanted);
    take(wanted);
    for (var i = 0; i < 5; i++) {
      now += TimeUnit.MILLISECONDS.toMicros(999);
      assertInstanceOf(Verdict.TooMuch.class, take(wanted));
      now += TimeUnit.MILLISECONDS.toMicros(1);
      assertInstanceOf(Enough.class, take(wanted));
    }
  }

  /** The rule that the algorithm promises, by counting. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void inNoSpanOfTimeAreMoreLetInThanTheBurstAndItsShare(int seed) throws Exception {
    var random = new Random(seed);
    var perMinute = 1 + random.nextInt(600);
    var burst = 1 + random.nextInt(50);
    var wanted = wanted(perMinute, burst, 0, 0);
    var let = new ArrayDeque<Long>();
    for (var i = 0; i < 20_000; i++) {
      now += random.nextInt(4) == 0 ? random.nextInt(5_000_000) : random.nextInt(50_000);
      if (take(wanted) instanceof Enough) {
        let.addLast(now);
      }
      while (let.size() > 200) {
        let.removeFirst();
      }
      var count = 0;
      for (var at = let.descendingIterator(); at.hasNext();) {
        var span = now - at.next();
        count++;
        var most = burst + span * perMinute / 60e6 + 1e-6;
        assertTrue(count <= most, count + " in " + span + " µs, at most " + most);
      }
    }
  }

  @Test
  void whatCouldNotBeWrittenDownIsToBeWrittenDownStill() throws Exception {
    get(ledger.charge(wanted(0, 0, 0, 2), 0, 0.5));
    assertTrue(ledger.takeChanged());
    ledger.mark();
    assertTrue(ledger.takeChanged());
  }

  @Test
  void whatWasSpentIsKnownAfterARestart(@TempDir Path folder) throws Exception {
    var wanted = wanted(0, 0, 0, 2);
    get(ledger.charge(wanted, 0, 0.5));
    assertTrue(ledger.takeChanged());
    new SpentFile(folder).write(ledger.all());
    var after = new MemoryLedger(() -> now);
    after.restore(new SpentFile(folder).read());
    assertEquals(0.5, after.spent(wanted.purse()));
  }

  @Test
  void aFileThatCannotBeReadIsPutAside(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("spent.json"), "{\"day\":");
    assertEquals(new MemoryLedger.Spent(LocalDate.EPOCH, Map.of()), new SpentFile(folder).read());
    assertTrue(Files.exists(folder.resolve("spent.json.unreadable")));
  }
}
