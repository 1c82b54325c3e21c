package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.TakenIn;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A turn that lets go of a document with all its versions, or with some of them. Their bytes are there until
 * {@link CollectionIndex#expunge} is through.
 */
final class Erasing {

  private Erasing() {}

  static Reply<DocumentErased> make(EraseDocument request, CallInfo call, Turn turn)
      throws IOException {
    var only = request.only();
    return only == null
        ? all(request.document(), call, turn)
        : those(only, request.document(), call, turn);
  }

  private static Reply<DocumentErased> all(String document, CallInfo call, Turn turn)
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

  private static Reply<DocumentErased> those(TakenIn only, String document, CallInfo call,
      Turn turn) throws IOException {
    var current = turn.before().current(document);
    if (current == null) {
      return Reply.refused(turn.before().unknown(document));
    }
    var kept = turn.before().kept(document);
    var going = Stream.concat(Stream.of(current), kept.stream()).filter(
        entry -> entry.isVisibleTo(call) && only.includes(entry.head().document())).toList();
    var staying = kept.stream().filter(entry -> !going.contains(entry)).toList();
    if (going.isEmpty()) {
      return Reply.refused(turn.before().unknown(document));
    }
    if (!going.contains(current)) {
      letGo(going, turn);
      return Reply.of(new DocumentErased(0, turn.commitErasing(), going.size(), List.of(),
          current.number(), 0));
    }
    return staying.isEmpty()
        ? all(document, call, turn)
        : goBack(going, staying.getFirst(), turn);
  }

  private static Reply<DocumentErased> goBack(List<Entry> going, Entry to, Turn turn)
      throws IOException {
    var current = going.getFirst();
    var difference = Difference.of(current.isLeftOut() ? List.of() : current.hashes(), to.hashes());
    letGo(going.subList(1, going.size()), turn);
    turn.restore(to);
    var searchedAgain = new StandIns(turn, current.id()).standForNone();
    return Reply.of(new DocumentErased(difference.removed(), turn.commitErasing(), going.size(),
        searchedAgain, to.number(), difference.added()));
  }

  private static void letGo(List<Entry> kept, Turn turn) throws IOException {
    for (var entry : kept) {
      turn.letGo(entry.id(), entry.number());
    }
  }
}
