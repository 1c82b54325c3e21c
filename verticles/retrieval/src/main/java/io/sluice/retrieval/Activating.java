package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.VersionActivated;
import java.io.IOException;
import java.util.List;

/** A turn that searches another version of a document, or one that was left out. */
final class Activating {

  private Activating() {}

  static Reply<VersionActivated> make(ActivateVersion request, CallInfo call, Turn turn)
      throws IOException {
    var current = turn.before().visible(request.document(), call);
    if (current == null) {
      return Reply.refused(turn.before().unknown(request.document()));
    }
    if (current.number() == request.version()) {
      return current.isLeftOut() ? searchAgain(current, turn) : unchanged(current, turn);
    }
    var kept = turn.before().visibleKept(request.document(), request.version(), call);
    return kept == null
        ? Reply.refused(turn.before().unknown(request.document(), request.version()))
        : swap(current, kept, turn);
  }

  private static Reply<VersionActivated> unchanged(Entry current, Turn turn) {
    return Reply.of(new VersionActivated(current.number(), current.number(), 0, 0,
        turn.before().epoch()));
  }

  private static Reply<VersionActivated> searchAgain(Entry leftOut, Turn turn)
      throws IOException {
    turn.searchAgain(leftOut);
    return Reply.of(new VersionActivated(leftOut.number(), leftOut.number(),
        leftOut.head().passages(), 0, turn.commit()));
  }

  private static Reply<VersionActivated> swap(Entry current, Entry kept, Turn turn)
      throws IOException {
    turn.keep(current);
    turn.restore(kept);
    new StandIns(turn, current.id()).standForNone();
    // What was left out was not searched before.
    var difference = Difference.of(current.isLeftOut() ? List.of() : current.hashes(),
        kept.hashes());
    return Reply.of(new VersionActivated(kept.number(), current.number(), difference.added(),
        difference.removed(), turn.commit()));
  }
}
