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
  /** Of what may be an address or a list of names; still below that bound, in Korean too. */
  private static final int LONGEST_LINE = 8_000;

  private CommitRules() {}

  /** What is wrong with the request; null if nothing is. */
  static @Nullable Refusal check(CommitDocument request) {
    var wrongDocument = document(request.document());
    if (wrongDocument != null) {
      return wrongDocument;
    }
    var wrongCopies = copies(request);
    if (wrongCopies != null) {
      return wrongCopies;
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
    if (isTooLong(document.embeddingModel())) {
      return tooLong("document.embeddingModel");
    }
    if (isTooLong(document.chunking())) {
      return tooLong("document.chunking");
    }
    if (isLongerThan(LONGEST_LINE, document.author())) {
      return tooLong(LONGEST_LINE, "document.author");
    }
    if (isLongerThan(LONGEST_LINE, document.source())) {
      return tooLong(LONGEST_LINE, "document.source");
    }
    if (anyTooLong(document.tags())) {
      return tooLong("document.tags");
    }
    return anyTooLong(document.acl()) ? tooLong("document.acl") : null;
  }

  private static @Nullable Refusal copies(CommitDocument request) {
    var id = request.document().id();
    var insteadOf = request.insteadOf() == null ? List.<String>of() : request.insteadOf();
    if (id.equals(request.leftOutFor())) {
      return new BadRequest("a document is no copy of itself", "leftOutFor");
    }
    if (insteadOf.contains(id)) {
      return new BadRequest("a document is no copy of itself", "insteadOf");
    }
    if (request.leftOutFor() != null && !insteadOf.isEmpty()) {
      return new BadRequest("what is left out cannot stand for others", "insteadOf");
    }
    return request.likeness() == null ? null : CopySearch.check(request.likeness());
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

  private static boolean isTooLong(@Nullable String name) {
    return isLongerThan(LONGEST_NAME, name);
  }

  private static boolean isLongerThan(int most, @Nullable String name) {
    return name != null && name.length() > most;
  }

  private static Refusal tooLong(String param) {
    return tooLong(LONGEST_NAME, param);
  }

  private static Refusal tooLong(int most, String param) {
    return new BadRequest("more than " + most + " characters", param);
  }
}
