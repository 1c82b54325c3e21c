package io.sluice.ingestion;

import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.privacy.Masker;
import io.sluice.privacy.Masking;
import io.sluice.privacy.PrivacyKey;
import java.text.Normalizer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which id a document goes. Ids are in URLs, logs and file names, so in a collection that is masked
 * none has personal data in it. There a pseudonym takes its place, whatever the way of masking: of two
 * files that are named by nothing but an address, one must not become a version of the other.
 */
final class DocumentNames {
  private final Function<String, Masking> masking;
  private final Masker pseudonyms;

  /** Names for collections, each with its own way of masking. */
  DocumentNames(Function<String, Masking> masking, PrivacyKey key) {
    this.masking = masking;
    this.pseudonyms = new Masker(Masking.HASH, key);
  }

  /** The id that is given, or one made of the file name or the title. */
  Reply<String> of(SubmitDocument request) {
    if (request.id() != null) {
      return given(request.collection(), composed(request.id()));
    }
    var named = DocumentIds.fromFileName(masked(request.collection(), request.fileName()));
    var made = named == null
        ? DocumentIds.fromTitle(masked(request.collection(), request.title()))
        : named;
    return made == null
        ? Reply.refused(
            new BadRequest("id: is required where no file name or title makes one", "id"))
        : Reply.of(made);
  }

  /** One id, whether its writer keeps letters and their marks together or apart. */
  static String composed(String id) {
    return Normalizer.normalize(id, Normalizer.Form.NFC);
  }

  private Reply<String> given(String collection, String id) {
    if (!DocumentIds.isValid(id)) {
      return Reply.refused(new BadRequest("id: must be letters, digits and . _ - / with no empty"
          + " step, at most " + DocumentIds.MAX_LENGTH + " characters", "id"));
    }
    return isMasked(collection) && !pseudonyms.mask(id).replaced().isEmpty()
        ? Reply.refused(
            new BadRequest("id: has personal data in it, which this collection masks", "id"))
        : Reply.of(id);
  }

  /** A path of which an id can be made. */
  String path(String collection, String path) {
    return isMasked(collection) ? pseudonyms.mask(path).text() : path;
  }

  private @Nullable String masked(String collection, @Nullable String name) {
    return name == null || !isMasked(collection) ? name : pseudonyms.mask(name).text();
  }

  private boolean isMasked(String collection) {
    return masking.apply(collection) != Masking.OFF;
  }
}
