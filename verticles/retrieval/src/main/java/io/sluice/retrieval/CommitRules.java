package io.sluice.retrieval;

import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a commit must fulfil before the index is looked at. */
final class CommitRules {

  /** Far below Lucene's 32,766 bytes for a term. */
  private static final int LONGEST_NAME = 1_000;

  private CommitRules() {}

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(CommitDocument request) {
    var wrongDocument = document(request.document());
    if (wrongDocument != null) {
      return wrongDocument;
    }
    for (var i = 0; i < request.passages().size(); i++) {
      var wrong = passage("passages[" + i + "]", request.passages().get(i), request);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private static @Nullable Refusal document(DocumentVersion document) {
    if (document.id().isBlank()) {
      return new BadRequest("a document needs an id", "document.id");
    }
    if (isTooLong(document.id())) {
      return tooLong("document.id");
    }
    if (isTooLong(document.language())) {
      return tooLong("document.language");
    }
    if (anyTooLong(document.tags())) {
      return tooLong("document.tags");
    }
    return anyTooLong(document.acl()) ? tooLong("document.acl") : null;
  }

  private static @Nullable Refusal passage(String path, NewPassage passage,
      CommitDocument request) {
    if (passage.start() < 0 || passage.end() < passage.start()
        || passage.end() > request.text().length()) {
      return new BadRequest("the passage from " + passage.start() + " to " + passage.end()
          + " is not within the text of " + request.text().length() + " characters", path);
    }
    if (passage.vector() == null) {
      return null;
    }
    if (request.document().embeddingModel() == null) {
      return new BadRequest("a vector without the model it is from", "document.embeddingModel");
    }
    return VectorRules.check(passage.vector(), path + ".vector");
  }

  private static boolean anyTooLong(List<String> names) {
    return names.stream().anyMatch(CommitRules::isTooLong);
  }

  private static boolean isTooLong(String name) {
    return name.length() > LONGEST_NAME;
  }

  private static Refusal tooLong(String param) {
    return new BadRequest("more than " + LONGEST_NAME + " characters", param);
  }
}
