package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.EraseDocument;
import java.io.IOException;

/**
 * A turn that lets go of a document with all its versions. Their bytes are there until
 * {@link CollectionIndex#expunge} is through.
 */
final class Erasing {

  private Erasing() {}

  static Reply<DocumentErased> make(EraseDocument request, CallInfo call, Turn turn)
      throws IOException {
    var document = request.document();
    var current = turn.before().visible(document, call);
    if (current == null || !isMeant(request, current.head().document())) {
      return Reply.refused(turn.before().unknown(document));
    }
    var versions = 1 + turn.before().kept(document).size();
    turn.erase(document);
    var searchedAgain = new StandIns(turn, document).standForNone();
    return Reply.of(new DocumentErased(current.head().passages(), turn.commitErasing(), versions,
        searchedAgain));
  }

  private static boolean isMeant(EraseDocument request, DocumentVersion current) {
    return request.only() == null || request.only().includes(current);
  }
}
