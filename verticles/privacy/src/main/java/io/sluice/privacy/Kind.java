package io.sluice.privacy;

/** What a piece of personal data is; of two readings of equal length the one named first wins. */
public enum Kind {
  EMAIL,
  PHONE,
  CARD,
  RESIDENT_NUMBER,
  PASSPORT,
  BANK_ACCOUNT,
  IP
}
