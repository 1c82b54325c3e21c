package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.LeftOut;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.DocumentSummary;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.OutdatedFound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the documents of a collection page by page, in the order of their ids. */
final class Listing {

  private static final int LONGEST_PAGE = 1_000;

  private Listing() {}

  /** What is wrong with a page of so many; null if nothing is. */
  static @Nullable Refusal check(int limit) {
    return limit < 1 ? new BadRequest("must be 1 or more, not " + limit, "limit") : null;
  }

  static Reply<DocumentsListed> documents(ListDocuments request, Contents contents, CallInfo call)
      throws IOException {
    var summaries = new ArrayList<DocumentSummary>();
    for (var entry : page(new Wanted.Visible(call, request.query()), request.after(),
        request.limit(), contents)) {
      summaries.add(new DocumentSummary(entry.head().document(), entry.head().passages()));
    }
    return Reply.of(new DocumentsListed(summaries));
  }

  static Reply<LeftOutListed> leftOut(ListLeftOut request, Contents contents, CallInfo call)
      throws IOException {
    var documents = new ArrayList<LeftOut>();
    for (var entry : page(new Wanted.LeftOut(call), request.after(), request.limit(), contents)) {
      var other = entry.head().leftOutFor();
      if (other != null) {
        documents.add(new LeftOut(entry.head().document(), other));
      }
    }
    return Reply.of(new LeftOutListed(documents));
  }

  static Reply<OutdatedFound> outdated(FindOutdated request, Contents contents)
      throws IOException {
    var documents = new ArrayList<DocumentVersion>();
    for (var entry : page(new Wanted.Outdated(request.embeddingModel(), request.chunking()),
        request.after(), request.limit(), contents)) {
      documents.add(entry.head().document());
    }
    return Reply.of(new OutdatedFound(documents));
  }

  private static List<Entry> page(Wanted wanted, @Nullable String after, int limit,
      Contents contents) throws IOException {
    return contents.page(wanted, after, Math.min(limit, LONGEST_PAGE));
  }
}
