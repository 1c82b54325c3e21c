package io.sluice.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasurementTest {

  @ParameterizedTest
  @EnumSource
  void measures(Measurement measurement) throws Exception {
    var rows = measurement.run(Settings.TINY);

    assertFalse(rows.isEmpty());
    for (var row : rows) {
      if (row instanceof Row.Measured measured) {
        assertTrue(measured.ours().min() > 0, row::line);
        assertTrue(measured.baseline().min() > 0, row::line);
      }
      if (row instanceof Row.Share share) {
        assertTrue(share.part() > 0 && share.part() <= share.whole(), row::line);
      }
    }
  }
}
