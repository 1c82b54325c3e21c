package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.retrieval.CorpusMigration.Told;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a collection on Weaviate what another one is: a document that differs is let go of and brought
 * with all its versions, in one turn with others. What was brought before a crash is found to be there.
 */
final class CollectionCopy {

  /** So many passages are in memory at a time, or those of one document. */
  private static final int MOST_PASSAGES = 1_000;
  private static final int MOST_DOCUMENTS = 64;

  private final WeaviateCollection target;
  private final WeaviateTurns turns;
  private final MigrationNotes notes;
  private final CallInfo call;

  CollectionCopy(WeaviateCollection target, WeaviateTurns turns, MigrationNotes notes,
      CallInfo call) {
    this.target = target;
    this.turns = turns;
    this.notes = notes;
    this.call = call;
  }

  /** What is in the way of copying to it; null where nothing is. */
  @Nullable
  String obstacle() throws IOException {
    var epoch = target.epoch();
    if (epoch == null || notes.isOurs(target, epoch.number())
        || Inventory.of(contents()).documents().isEmpty()) {
      return null;
    }
    return "the collection " + target.name() + " of the tenant " + target.tenant()
        + " holds documents there that this migration did not bring, or that were changed since";
  }

  /** Returns how many documents had to be brought, or let go of. */
  int run(Contents source, Told told) throws IOException {
    var there = Inventory.of(contents());
    var differing = Inventory.of(source).differing(there);
    if (differing.isEmpty() && contents().epoch() > source.epoch()) {
      return 0;
    }
    var left = differing.iterator();
    var done = 0;
    do {
      told.at(target.key(), done, differing.size());
      done += turn(left, there, source);
    } while (left.hasNext());
    told.at(target.key(), done, done);
    return done;
  }

  private int turn(Iterator<String> left, Inventory there, Contents source) throws IOException {
    notes.begin(target);
    var brought = switch (turns.takeUntold(target, call,
        turn -> bring(left, there, source, turn))) {
      case Reply.Answered<Integer>(var documents) -> documents;
      case Reply.Refused<Integer>(var why) -> throw new IOException(why.message());
    };
    notes.end(target, contents().epoch());
    return brought;
  }

  private static Reply<Integer> bring(Iterator<String> left, Inventory there, Contents source,
      WeaviateTurn turn) throws IOException {
    var documents = 0;
    var passages = 0;
    var erases = false;
    while (left.hasNext() && passages < MOST_PASSAGES && documents < MOST_DOCUMENTS) {
      var id = left.next();
      if (there.has(id)) {
        turn.erase(id);
        erases = true;
      }
      passages += bring(id, source, turn);
      documents++;
    }
    turn.endAbove(source.epoch());
    var _ = erases ? turn.commitErasing() : turn.commit();
    return Reply.of(documents);
  }

  private static int bring(String document, Contents source, WeaviateTurn turn)
      throws IOException {
    var current = source.current(document);
    if (current == null) {
      return 0;
    }
    var passages = bring(current, turn);
    for (var kept : source.kept(document)) {
      passages += bring(kept, turn);
    }
    return passages;
  }

  private static int bring(Entry entry, WeaviateTurn turn) throws IOException {
    var version = entry.content();
    turn.bring(version, entry.state());
    return version.passages().size();
  }

  private WeaviateContents contents() throws IOException {
    return CorpusMigration.contents(target);
  }
}
