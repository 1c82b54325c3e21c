package io.sluice.cache.alike;

import java.math.BigDecimal;

/**
 * A number and what it counts.
 *
 * @param unit by its name in English, empty where there is none
 * @param spelled whether it is written as a word, which may be no number at all ("that one", "한 가지")
 */
record Quantity(BigDecimal amount, String unit, boolean spelled) {

  @Override
  public String toString() {
    var number = amount.stripTrailingZeros().toPlainString();
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
