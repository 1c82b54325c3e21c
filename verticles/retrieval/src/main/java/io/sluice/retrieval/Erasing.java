package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentErased;
import java.io.IOException;

/**
 * A turn that lets go of a document with all its versions. Their bytes are there until
 * {@link CollectionIndex#expunge} is through.
 */
final class Erasing {

  private Erasing() {}

  static Reply<DocumentErased> make(String document, CallInfo call, Turn turn)
      throws IOException {
    var current = turn.before().visible(document, call);
    if (current == null) {
      return Reply.refused(turn.before().unknown(document));
    }
    var versions = 1 + turn.before().kept(document).size();
    turn.erase(document);
    var searchedAgain = new StandIns(turn, document).standForNone();
    return Reply.of(new DocumentErased(current.head().passages(), turn.commitErasing(), versions,
        searchedAgain));
  }
}
