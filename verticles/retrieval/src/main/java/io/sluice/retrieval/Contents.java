package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Refusal.NotFound;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of a collection as they are at one moment, whatever is committed meanwhile. */
interface Contents {

  /** The collection's name. */
  String collection();

  long epoch();

  /** The current version of a document, searched or left out, whoever asks; null where there is none. */
  @Nullable
  Entry current(String document) throws IOException;

  /** The current version, if the asker may see it. */
  @Nullable
  Entry visible(String document, CallInfo call) throws IOException;

  /** The documents that are left out for this one. */
  List<Entry> leftOutFor(String document) throws IOException;

  /** The versions of a document that are kept, the newest first. */
  List<Entry> kept(String document) throws IOException;

  /** Shows all versions that are kept, in no order: there may be very many. */
  void showKept(Viewer viewer) throws IOException;

  /** Looks at one version after the other. */
  interface Viewer {
    void see(Entry entry);
  }

  /** Those of the current versions that are wanted, in the order of their ids, from the id after. */
  List<Entry> page(Wanted wanted, @Nullable String after, int limit) throws IOException;

  /** A version that is kept; null where there is none. */
  default @Nullable Entry kept(String document, int version) throws IOException {
    return kept(document).stream().filter(entry -> entry.number() == version).findFirst()
        .orElse(null);
  }

  /** A version that is kept, if the asker may see this one, too. */
  default @Nullable Entry visibleKept(String document, int version, CallInfo call)
      throws IOException {
    var entry = kept(document, version);
    return entry == null || !entry.isVisibleTo(call) ? null : entry;
  }

  /** The highest version of a document: after a rollback one that is kept is above the current one. */
  default int highest(Entry current) throws IOException {
    var kept = kept(current.id());
    return kept.isEmpty()
        ? current.number()
        : Math.max(current.number(), kept.getFirst().number());
  }

  default NotFound unknown(String document) {
    return new NotFound("there is no document " + document + " in " + collection(), "document");
  }

  default NotFound unknown(String document, int version) {
    return new NotFound(
        "there is no version " + version + " of " + document + " in " + collection(), "version");
  }
}
