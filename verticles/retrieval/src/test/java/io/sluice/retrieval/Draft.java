package io.sluice.retrieval;

import io.sluice.message.Likeness;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Vector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document for a test, complete but for what the test is about. Its text is its passages' lines.
 * Each change makes another draft.
 */
final class Draft {

  static final LocalDate DATE = LocalDate.of(2026, 3, 1);
  static final Instant INGESTED_AT = Instant.parse("2026-03-01T09:30:00.123456789Z");
  static final String MODEL = "model";

  private final String id;
  private final List<Piece> pieces;
  private String collection = "docs";
  private int version = 1;
  private String title = "Untitled";
  private String language = "en";
  private LocalDate date = DATE;
  private List<String> tags = List.of();
  private List<String> acl = List.of();
  private @Nullable String source;
  private String contentHash;
  private @Nullable String model;
  private Instant ingestedAt = INGESTED_AT;
  private @Nullable String author;
  private @Nullable String chunking;
  private boolean paged;
  private @Nullable Likeness likeness;
  private @Nullable List<String> insteadOf;
  private @Nullable String leftOutFor;

  /** A passage; where a vector belongs to the draft and it has none, it is to be reused. */
  record Piece(String text, @Nullable Vector vector) {}

  private Draft(String id, List<Piece> pieces) {
    this.id = id;
    this.pieces = List.copyOf(pieces);
    source = "handbook/" + id + ".md";
    contentHash = "content-" + text().hashCode();
  }

  static Draft of(String id, String... passages) {
    return new Draft(id, Arrays.stream(passages).map(text -> new Piece(text, null)).toList());
  }

  static Draft korean(String id, String... passages) {
    return of(id, passages).language("ko");
  }

  static Draft embedded(String id, Piece... pieces) {
    return new Draft(id, List.of(pieces)).model(MODEL);
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

  private Draft with(Consumer<Draft> change) {
    var draft = new Draft(id, pieces);
    draft.collection = collection;
    draft.version = version;
    draft.title = title;
    draft.language = language;
    draft.date = date;
    draft.tags = tags;
    draft.acl = acl;
    draft.source = source;
    draft.contentHash = contentHash;
    draft.model = model;
    draft.ingestedAt = ingestedAt;
    draft.author = author;
    draft.chunking = chunking;
    draft.paged = paged;
    draft.likeness = likeness;
    draft.insteadOf = insteadOf;
    draft.leftOutFor = leftOutFor;
    change.accept(draft);
    return draft;
  }

  Draft in(String collection) {
    return with(draft -> draft.collection = collection);
  }

  Draft version(int version) {
    return with(draft -> draft.version = version);
  }

  Draft title(String title) {
    return with(draft -> draft.title = title);
  }

  Draft language(String language) {
    return with(draft -> draft.language = language);
  }

  Draft date(LocalDate date) {
    return with(draft -> draft.date = date);
  }

  Draft tags(String... tags) {
    return with(draft -> draft.tags = List.of(tags));
  }

  Draft acl(String... acl) {
    return with(draft -> draft.acl = List.of(acl));
  }

  Draft source(@Nullable String source) {
    return with(draft -> draft.source = source);
  }

  /** What its raw bytes are, whatever its text is. */
  Draft content(String hash) {
    return with(draft -> draft.contentHash = hash);
  }

  Draft model(@Nullable String model) {
    return with(draft -> draft.model = model);
  }

  Draft ingestedAt(Instant moment) {
    return with(draft -> draft.ingestedAt = moment);
  }

  Draft author(String author) {
    return with(draft -> draft.author = author);
  }

  Draft chunking(String chunking) {
    return with(draft -> draft.chunking = chunking);
  }

  /** Each passage begins a page of its own. */
  Draft inPages() {
    return with(draft -> draft.paged = true);
  }

  Draft like(Likeness likeness) {
    return with(draft -> draft.likeness = likeness);
  }

  Draft insteadOf(String... copies) {
    return with(draft -> draft.insteadOf = List.of(copies));
  }

  Draft leftOutFor(String other) {
    return with(draft -> draft.leftOutFor = other);
  }

  DocumentVersion document() {
    return new DocumentVersion(collection, id, version, title, "text/markdown", language, date,
        tags, acl, source, contentHash, model, ingestedAt, author, chunking);
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
          piece.text(), start, end, piece.vector(), paged ? passages.size() + 1 : null));
      start = end + 1;
    }
    return new CommitDocument(document(), text(), passages, likeness, insteadOf, leftOutFor);
  }

  static String hash(String text) {
    return "hash-" + Integer.toHexString(text.hashCode());
  }
}
