package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionPassage;
import io.sluice.message.Versions.VersionSummary;
import io.sluice.message.Versions.VersionsListed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;

/** Reads versions of a document. Who may see the current one may see them all, and nobody else. */
final class VersionLookup {

  private VersionLookup() {}

  static Reply<VersionFound> find(String document, Snapshot snapshot) throws IOException {
    var entry = snapshot.current(document);
    return entry == null
        ? Reply.refused(snapshot.unknown(document))
        : Reply.of(new VersionFound(entry.head().document(), entry.hashes(),
            snapshot.highest(entry)));
  }

  static Reply<DocumentFound> document(String document, Snapshot snapshot, CallInfo call)
      throws IOException {
    var entry = snapshot.visible(document, call);
    return entry == null
        ? Reply.refused(snapshot.unknown(document))
        : Reply.of(new DocumentFound(entry.head().document(), entry.text(),
            entry.head().passages()));
  }

  static Reply<VersionsListed> list(ListVersions request, Snapshot snapshot, CallInfo call)
      throws IOException {
    var current = snapshot.visible(request.document(), call);
    if (current == null) {
      return Reply.refused(snapshot.unknown(request.document()));
    }
    var versions = new ArrayList<VersionSummary>();
    versions.add(current.summary());
    snapshot.kept(request.document()).forEach(entry -> versions.add(entry.summary()));
    versions.sort(
        Comparator.<VersionSummary>comparingInt(summary -> summary.document().version())
            .reversed());
    return Reply.of(new VersionsListed(versions));
  }

  static Reply<VersionOpened> open(OpenVersion request, Snapshot snapshot, CallInfo call)
      throws IOException {
    var current = snapshot.visible(request.document(), call);
    if (current == null) {
      return Reply.refused(snapshot.unknown(request.document()));
    }
    var wanted = current.number() == request.version()
        ? current
        : snapshot.kept(request.document(), request.version());
    if (wanted == null) {
      return Reply.refused(snapshot.unknown(request.document(), request.version()));
    }
    var content = wanted.content();
    return Reply.of(new VersionOpened(content.head().document(), content.text(),
        content.passages().stream().map(passage -> new VersionPassage(passage.hash(),
            passage.heading(), passage.start(), passage.end(), passage.page())).toList()));
  }
}
