package io.sluice.retrieval;

import io.sluice.message.Bytes;
import io.sluice.message.Likeness;
import io.sluice.message.Retrieval.DocumentVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version, without its text and passages.
 *
 * @param passages how many it has
 * @param dimension of the passages' vectors; 0 where they have none
 * @param likeness what tells copies of it; null where nobody looked for any
 * @param leftOutFor the document that is searched in its place; null where it is not left out
 */
record Head(DocumentVersion document, int passages, int dimension, @Nullable Likeness likeness,
    @Nullable String leftOutFor) {

  /** The space of its vectors; null where it has none. */
  @Nullable
  Space space() {
    var model = document.embeddingModel();
    return model == null || dimension == 0 ? null : new Space(model, dimension);
  }

  Head leftOutFor(@Nullable String other) {
    return new Head(document, passages, dimension, likeness, other);
  }

  byte[] toBytes() throws IOException {
    var out = new RecordOutput().text(document.id()).number(document.version())
        .text(document.title()).text(document.mediaType()).text(document.language())
        .number(document.date().toEpochDay()).texts(document.tags()).texts(document.acl())
        .optional(document.source()).text(document.contentHash())
        .optional(document.embeddingModel()).text(document.ingestedAt().toString())
        .optional(document.author())
        .optional(document.chunking()).number(passages).number(dimension).optional(leftOutFor)
        .optional(likeness == null ? null : likeness.textHash());
    return (likeness == null ? out : out.bytes(likeness.sketch().content())).toBytes();
  }

  static Head read(String collection, byte[] bytes) throws IOException {
    var in = new RecordInput(bytes);
    var document = new DocumentVersion(collection, in.text(), in.number(), in.text(), in.text(),
        in.text(), LocalDate.ofEpochDay(in.longNumber()), in.texts(), in.texts(), in.optional(),
        in.text(), in.optional(), Instant.parse(in.text()),
        in.optional(), in.optional());
    var passages = in.number();
    var dimension = in.number();
    var leftOutFor = in.optional();
    var textHash = in.optional();
    return new Head(document, passages, dimension,
        textHash == null ? null : new Likeness(textHash, Bytes.of(in.bytes())), leftOutFor);
  }
}
