package io.sluice.admission.limits;

/**
 * What is asked of a ledger at once: all of it is there, or nothing is taken.
 *
 * @param requests of which some are taken
 * @param tokens of which some must be left: how many it takes is known afterwards
 * @param purse in which something must be left
 */
record Wanted(Rate requests, Rate tokens, Purse purse) {

  boolean isLimited() {
    return requests.isLimited() || tokens.isLimited() || purse.isLimited();
  }
}
