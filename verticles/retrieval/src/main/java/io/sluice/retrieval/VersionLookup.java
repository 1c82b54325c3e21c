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

/**
 * Reads versions of a document, for those who may see the current one; and of the others each for those
 * on its own access list, since the next version may be for many more than the one before.
 */
final class VersionLookup {

  private VersionLookup() {}

  static Reply<VersionFound> find(String document, Contents contents) throws IOException {
    var entry = contents.current(document);
    return entry == null
        ? Reply.refused(contents.unknown(document))
        : Reply.of(new VersionFound(entry.head().document(), entry.hashes(),
            contents.highest(entry)));
  }

  static Reply<DocumentFound> document(String document, Contents contents, CallInfo call)
      throws IOException {
    var entry = contents.visible(document, call);
    return entry == null
        ? Reply.refused(contents.unknown(document))
        : Reply.of(new DocumentFound(entry.head().document(), entry.text(),
            entry.head().passages()));
  }

  static Reply<VersionsListed> list(ListVersions request, Contents contents, CallInfo call)
      throws IOException {
    var current = contents.visible(request.document(), call);
    if (current == null) {
      return Reply.refused(contents.unknown(request.document()));
    }
    var versions = new ArrayList<VersionSummary>();
    versions.add(current.summary());
    contents.kept(request.document()).stream().filter(entry -> entry.isVisibleTo(call))
        .forEach(entry -> versions.add(entry.summary()));
    versions.sort(
        Comparator.<VersionSummary>comparingInt(summary -> summary.document().version())
            .reversed());
    return Reply.of(new VersionsListed(versions));
  }

  static Reply<VersionOpened> open(OpenVersion request, Contents contents, CallInfo call)
      throws IOException {
    var current = contents.visible(request.document(), call);
    if (current == null) {
      return Reply.refused(contents.unknown(request.document()));
    }
    var wanted = current.number() == request.version()
        ? current
        : contents.visibleKept(request.document(), request.version(), call);
    if (wanted == null) {
      return Reply.refused(contents.unknown(request.document(), request.version()));
    }
    var content = wanted.content();
    return Reply.of(new VersionOpened(content.head().document(), content.text(),
        content.passages().stream().map(passage -> new VersionPassage(passage.hash(),
            passage.heading(), passage.start(), passage.end(), passage.page())).toList()));
  }
}
