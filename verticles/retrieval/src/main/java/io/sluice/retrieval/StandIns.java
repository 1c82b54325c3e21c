package io.sluice.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is left out of the search for whom, in one turn.
 *
 * <p>A document is only ever left out for one that is searched: the words that are not found in it must
 * be found there. So whatever takes a document out of the search, or changes what it says, brings those
 * back that it stood for, unless they are named as copies of what comes in its place.
 *
 * <p>There is no following of chains: that A is like B and B like C does not make A like C, and who
 * commits C and finds that it is names both. Nor is anything compared here: a copy too many in the
 * search is a nuisance, words that are found nowhere are a loss.
 */
final class StandIns {

  private final Turn turn;
  private final String document;
  private final Set<String> brought = new TreeSet<>();

  StandIns(Turn turn, String document) {
    this.turn = turn;
    this.document = document;
  }

  /**
   * The document that a new version is really left out for: the one that was named, if it is searched
   * once this turn is over; else null.
   */
  @Nullable
  String standIn(@Nullable String named) throws IOException {
    var other = named == null ? null : turn.before().current(named);
    if (other == null) {
      return null;
    }
    // What was left out for this document comes back now that its words are others.
    var itsStandIn = other.head().leftOutFor();
    return itsStandIn == null || itsStandIn.equals(document) ? named : null;
  }

  /** A new version of the document stands for these and no others; for none where it is left out. */
  void standFor(List<String> copies) throws IOException {
    var named = new HashSet<>(copies);
    named.add(document);
    bringBack(document, named);
    leaveOut(copies, named);
  }

  /** A document that is there stands for these, too. */
  void standForAlso(List<String> copies) throws IOException {
    leaveOut(copies, Set.of(document));
  }

  private void leaveOut(List<String> copies, Set<String> named) throws IOException {
    for (var copy : new TreeSet<>(copies)) {
      var entry = copy.equals(document) ? null : turn.before().current(copy);
      if (entry != null && !document.equals(entry.head().leftOutFor())) {
        bringBack(copy, named);
        turn.leaveOut(entry, document);
      }
    }
  }

  /** The document goes, or says something else. Returns who is searched again, by id. */
  List<String> standForNone() throws IOException {
    bringBack(document, Set.of());
    return new ArrayList<>(brought);
  }

  private void bringBack(String other, Set<String> except) throws IOException {
    for (var entry : turn.before().leftOutFor(other)) {
      if (!except.contains(entry.id())) {
        turn.searchAgain(entry);
        brought.add(entry.id());
      }
    }
  }
}
