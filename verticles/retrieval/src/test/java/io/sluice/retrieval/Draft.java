package io.sluice.retrieval;

import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document for a test, complete but for what the test is about. Its text is its passages' lines. */
record Draft(String collection, String id, int version, String title, String language,
    LocalDate date, List<String> tags, List<String> acl, @Nullable String model,
    List<Piece> pieces) {

  static final LocalDate DATE = LocalDate.of(2026, 3, 1);

  /** A passage; where a vector belongs to the draft and it has none, it is to be reused. */
  record Piece(String text, @Nullable Vector vector) {}

  static Draft of(String id, String... passages) {
    var pieces = Arrays.stream(passages).map(text -> new Piece(text, null)).toList();
    return new Draft("docs", id, 1, "Untitled", "en", DATE, List.of(), List.of(), null, pieces);
  }

  static Draft korean(String id, String... passages) {
    return of(id, passages).language("ko");
  }

  static Draft embedded(String id, Piece... pieces) {
    return new Draft("docs", id, 1, "Untitled", "en", DATE, List.of(), List.of(), "model",
        List.of(pieces));
  }

  static Piece piece(String text, float... vector) {
    return new Piece(text, vector.length == 0 ? null : unit(vector));
  }

  static Vector unit(float... values) {
    var length = 0.0;
    for (var value : values) {
      length += value * value;
    }
    var unit = new float[values.length];
    for (var i = 0; i < values.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(length));
    }
    return Vector.of(unit);
  }

  Draft in(String collection) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  Draft version(int version) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  Draft title(String title) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  Draft language(String language) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  Draft date(LocalDate date) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  Draft tags(String... tags) {
    return new Draft(collection, id, version, title, language, date, List.of(tags), acl, model,
        pieces);
  }

  Draft acl(String... acl) {
    return new Draft(collection, id, version, title, language, date, tags, List.of(acl), model,
        pieces);
  }

  Draft model(@Nullable String model) {
    return new Draft(collection, id, version, title, language, date, tags, acl, model, pieces);
  }

  DocumentVersion document() {
    return new DocumentVersion(collection, id, version, title, "text/markdown", language, date,
        tags, acl, "handbook/" + id + ".md", "content-" + text().hashCode(), model,
        Instant.parse("2026-03-01T09:30:00.123456789Z"), null, null);
  }

  String text() {
    return String.join("\n", pieces.stream().map(Piece::text).toList());
  }

  CommitDocument commit() {
    var passages = new ArrayList<NewPassage>();
    var start = 0;
    for (var piece : pieces) {
      var end = start + piece.text().length();
      passages.add(new NewPassage(hash(piece.text()), List.of("Part", "Section"), language,
          piece.text(), start, end, piece.vector(), null));
      start = end + 1;
    }
    return new CommitDocument(document(), text(), passages);
  }

  static String hash(String text) {
    return "hash-" + Integer.toHexString(text.hashCode());
  }
}
