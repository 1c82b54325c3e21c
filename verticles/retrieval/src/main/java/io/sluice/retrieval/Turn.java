package io.sluice.retrieval;

import java.io.IOException;

/**
 * A turn at changing a collection. All of it can be found from its commit on, at once and as a whole;
 * without a commit none of it ever can.
 */
interface Turn {

  /** What there is before this turn. */
  Contents before();

  /** Makes this version the document's current one, searched or left out as its head says. */
  void makeCurrent(StoredVersion version) throws IOException;

  /** Keeps what was the current version, for {@link #restore} to come back to. */
  void keep(Entry current) throws IOException;

  /** Makes a version that was kept the document's current one, which is searched. */
  void restore(Entry kept) throws IOException;

  /** Lets go of a version that was kept. */
  void letGo(String document, int version) throws IOException;

  /** Lets go of a document with all its versions. */
  void erase(String document) throws IOException;

  /** Searches a document that was left out. */
  void searchAgain(Entry leftOut) throws IOException;

  /** Searches another in the place of this document. */
  void leaveOut(Entry searched, String other) throws IOException;

  /** Ends the turn with the epoch that begins. */
  long commit() throws IOException;

  /** Ends a turn after which the bytes of what was let go have to go, too. */
  long commitErasing() throws IOException;
}
