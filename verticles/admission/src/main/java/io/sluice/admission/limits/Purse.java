package io.sluice.admission.limits;

import java.time.LocalDate;

/**
 * What an account may spend on a day.
 *
 * @param usd 0 for any sum
 */
record Purse(String account, LocalDate day, double usd) {

  boolean isLimited() {
    return usd > 0;
  }
}
