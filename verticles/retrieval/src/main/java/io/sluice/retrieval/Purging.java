package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.PurgedVersion;
import io.sluice.message.Versions.VersionsPurged;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A turn that lets go of versions that were kept long enough. */
final class Purging {

  private Purging() {}

  /** Of a version, as much as tells whether it goes: there may be very many. */
  private record Kept(String document, int version, Instant ingestedAt, String contentHash) {

    static Kept of(Entry entry) {
      var document = entry.head().document();
      return new Kept(document.id(), document.version(), document.ingestedAt(),
          document.contentHash());
    }

    PurgedVersion purged() {
      return new PurgedVersion(document, version, contentHash);
    }
  }

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(PurgeVersions request) {
    return request.keep() < 0
        ? new BadRequest("must be 0 or more, not " + request.keep(), "keep")
        : null;
  }

  static Reply<VersionsPurged> make(PurgeVersions request, Turn turn) throws IOException {
    var document = request.document();
    if (document != null && turn.before().current(document) == null) {
      return Reply.refused(turn.before().unknown(document));
    }
    var purged = new ArrayList<PurgedVersion>();
    for (var versions : document == null
        ? ofAll(turn.before())
        : List.of(turn.before().kept(document).stream().map(Kept::of).toList())) {
      for (var i = 0; i < versions.size(); i++) {
        var version = versions.get(i);
        if (i >= request.keep() || version.ingestedAt().isBefore(request.before())) {
          turn.letGo(version.document(), version.version());
          purged.add(version.purged());
        }
      }
    }
    if (!purged.isEmpty()) {
      turn.commitErasing();
    }
    return Reply.of(new VersionsPurged(purged));
  }

  /** By document, the newest of each first. */
  private static Iterable<List<Kept>> ofAll(Contents contents) throws IOException {
    var byDocument = new TreeMap<String, List<Kept>>();
    contents.showKept(entry -> byDocument.computeIfAbsent(entry.id(), _ -> new ArrayList<>())
        .add(Kept.of(entry)));
    byDocument.values()
        .forEach(versions -> versions.sort(Comparator.comparingInt(Kept::version).reversed()));
    return byDocument.values();
  }
}
