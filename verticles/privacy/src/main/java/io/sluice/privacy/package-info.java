/**
 * Finds personal data in text, masks it, and seals what must be kept. Nothing here knows of documents,
 * the bus or the disk's layout; whoever stores or shows text calls in.
 *
 * <pre>
 * text ── PersonalData ── Scanner ──┬─ Emails  Phones  Cards  ResidentNumbers
 *            │ List&lt;Found&gt;          └─ Passports  BankAccounts  Ibans  Ipv4s  Ipv6s
 *            ▼                          (Detectors, reading Text and Groups of digits)
 *         Masker ── Masked ──┬─ text        "[EMAIL]", or "[EMAIL:4f9a…]": safe to index and to log
 *            ▲               └─ originals ── Vault ── bytes only this key and context open
 *            │                                ▲
 *        PrivacyKey ──────────────────────────┴── SealedFiles ── raw files, sealed in segments
 * </pre>
 *
 * <p>{@link io.sluice.privacy.PersonalData} reads a text once from left to right. Where a value may
 * begin, the detectors for that first character are asked where it ends; the longest wins. Each looks
 * at a bounded stretch, so the time is linear in the text whatever it holds. Offsets are UTF-16
 * indexes into the text as it was given: full-width digits and odd dashes are read as plain ones
 * without moving anything.
 *
 * <p>{@link io.sluice.privacy.Masker} replaces what was found by tokens. A token is never looked into
 * again and its neighbours are judged as before, so masking twice is masking once. Pseudonyms are the
 * same for the same value however it was written, so that search and counting still work on masked
 * text, and say nothing to who lacks the key.
 *
 * <p>{@link io.sluice.privacy.Vault} seals which pseudonym stands for what, and
 * {@link io.sluice.privacy.SealedFiles} seals whole files. Both bind the bytes to a context the caller
 * names (tenant, collection, document): moved elsewhere, changed or cut, they do not open. All keys
 * derive from one {@link io.sluice.privacy.PrivacyKey}; losing its file loses what it sealed.
 *
 * <p>Intentional: a number that needs a word near it to be an account or a passport is not found
 * without one; a person's name or address is not found at all. Masking lowers a risk, it proves
 * nothing.
 */
@NullMarked
package io.sluice.privacy;

import org.jspecify.annotations.NullMarked;
