package io.sluice.retrieval;

import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.CorpusEvent.DocumentChange;
import io.sluice.message.Retrieval.DocumentVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A turn whose change of what is searched is told as soon as it is durable. */
final class ToldTurn implements Turn {

  private final Turn turn;
  private final String tenant;
  private final Consumer<CorpusChanged> listener;
  /** By document, what is searched of it from now on. */
  private final Map<String, Searched> after = new LinkedHashMap<>();

  ToldTurn(Turn turn, String tenant, Consumer<CorpusChanged> listener) {
    this.turn = turn;
    this.tenant = tenant;
    this.listener = listener;
  }

  /**
   * What is searched of a document.
   *
   * @param document null where nothing is
   */
  private record Searched(@Nullable DocumentVersion document, List<String> hashes) {
    static final Searched NOTHING = new Searched(null, List.of());

    static Searched of(Entry entry) throws IOException {
      return new Searched(entry.head().document(), entry.hashes());
    }

    /** Whether passages that are in both are found and shown alike. */
    boolean isShownAs(Searched other) {
      return document == null || other.document == null
          || shown(document).equals(shown(other.document));
    }

    private static List<Object> shown(DocumentVersion document) {
      return List.of(document.title(), document.language(), document.date(), document.tags(),
          document.acl(), String.valueOf(document.source()), String.valueOf(document.author()));
    }

    /** What of this is not in the other. */
    List<String> without(Searched other) {
      var left = new ArrayList<>(hashes);
      if (isShownAs(other)) {
        left.removeAll(Set.copyOf(other.hashes));
      }
      return left;
    }
  }

  @Override
  public Contents before() {
    return turn.before();
  }

  @Override
  public void makeCurrent(StoredVersion version) throws IOException {
    turn.makeCurrent(version);
    after.put(version.id(), version.head().leftOutFor() == null
        ? new Searched(version.head().document(), version.hashes())
        : Searched.NOTHING);
  }

  @Override
  public void keep(Entry current) throws IOException {
    turn.keep(current);
  }

  @Override
  public void restore(Entry kept) throws IOException {
    turn.restore(kept);
    after.put(kept.id(), Searched.of(kept));
  }

  @Override
  public void letGo(String document, int version) throws IOException {
    turn.letGo(document, version);
  }

  @Override
  public void erase(String document) throws IOException {
    turn.erase(document);
    after.put(document, Searched.NOTHING);
  }

  @Override
  public void searchAgain(Entry leftOut) throws IOException {
    turn.searchAgain(leftOut);
    after.put(leftOut.id(), Searched.of(leftOut));
  }

  @Override
  public void leaveOut(Entry searched, String other) throws IOException {
    turn.leaveOut(searched, other);
    after.put(searched.id(), Searched.NOTHING);
  }

  @Override
  public long commit() throws IOException {
    var changes = changes();
    return tell(changes, turn.commit());
  }

  @Override
  public long commitErasing() throws IOException {
    var changes = changes();
    return tell(changes, turn.commitErasing());
  }

  /** Read before the commit: what was there may be gone with it. */
  private List<DocumentChange> changes() throws IOException {
    var changes = new ArrayList<DocumentChange>();
    for (var change : after.entrySet()) {
      var before = searched(before().current(change.getKey()));
      var now = change.getValue();
      changes.add(new DocumentChange(change.getKey(), before.without(now), now.without(before)));
    }
    return changes;
  }

  private static Searched searched(@Nullable Entry current) throws IOException {
    return current == null || current.isLeftOut() ? Searched.NOTHING : Searched.of(current);
  }

  private long tell(List<DocumentChange> changes, long epoch) {
    listener.accept(new CorpusChanged(tenant, before().collection(), before().epoch(), epoch,
        changes));
    return epoch;
  }
}
