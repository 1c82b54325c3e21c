package io.sluice.retrieval;

import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn that commits a version. */
final class Committing {

  private Committing() {}

  static Reply<DocumentCommitted> make(CommitDocument request, Turn turn) throws IOException {
    return switch (CommitPlan.of(request, turn.before())) {
      case CommitPlan.Refuse(var refusal) -> Reply.refused(refusal);
      case CommitPlan.Stay(var current, var overtaken) -> {
        var passages = current.head().passages();
        yield Reply.of(new DocumentCommitted(passages, 0, passages, 0, turn.before().epoch(),
            overtaken ? true : null));
      }
      case CommitPlan.Renew(var version, var before) -> {
        turn.makeCurrent(version);
        yield committed(version, before, turn.commit());
      }
      case CommitPlan.Add(var version, var before) -> {
        add(version, before, request.insteadOf(), turn);
        yield committed(version, before, turn.commit());
      }
    };
  }

  private static void add(StoredVersion version, @Nullable Entry before,
      @Nullable List<String> insteadOf, Turn turn) throws IOException {
    var standIns = new StandIns(turn, version.id());
    if (before != null) {
      turn.keep(before);
    }
    turn.makeCurrent(version.leftOutFor(standIns.standIn(version.head().leftOutFor())));
    standIns.standFor(insteadOf == null ? List.of() : insteadOf);
  }

  private static Reply<DocumentCommitted> committed(StoredVersion version, @Nullable Entry before,
      long epoch) throws IOException {
    var difference = Difference.of(before == null ? List.of() : before.hashes(), version.hashes());
    return Reply.of(new DocumentCommitted(version.passages().size(), difference.added(),
        difference.common(), difference.removed(), epoch));
  }
}
