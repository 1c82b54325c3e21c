package io.sluice.ingestion;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.strictjson.Check;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record as any producer may write it: a document, or the id of one to be erased.
 *
 * @param delete true where the document is to be erased; then {@code id} says which
 * @param text the document's words; null where there is {@code content}
 * @param content the document's bytes in base64; null where there is {@code text}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KafkaDocument(@Nullable Boolean delete, @Nullable String id, @Nullable String collection,
    @Nullable String text, @Nullable String content, @Nullable String title,
    @Nullable String fileName, @Nullable String mediaType, @Nullable List<String> tags,
    @Nullable List<String> acl, @Nullable String source, @Nullable String author,
    @Nullable LocalDate date) {
  private static final int MAX_NAME = 200;
  private static final int MAX_SOURCE = 2_000;
  private static final int MAX_NAMES = 100;
  private static final Pattern COLLECTION = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");

  KafkaDocument {
    if (collection != null && !COLLECTION.matcher(collection).matches()) {
      throw new Check.Violation("collection",
          "must be 1 to 64 letters, digits and . _ - and begin with a letter or digit");
    }
    if (Boolean.TRUE.equals(delete)) {
      name("id", Check.required("id", id));
      if (Arrays.asList(text, content, title, fileName, mediaType, tags, acl, source, author, date)
          .stream().anyMatch(Objects::nonNull)) {
        throw new Check.Violation("delete", "takes no other fields than id and collection");
      }
    } else {
      if ((text == null) == (content == null)) {
        throw new Check.Violation("text", "is required, or else content, but not both");
      }
      name("id", id);
      name("title", title);
      name("fileName", fileName);
      name("mediaType", mediaType);
      names("tags", tags);
      names("acl", acl);
      name("author", author);
      if (source != null) {
        Check.text("source", source, MAX_SOURCE);
      }
      if (content != null) {
        decoded(content);
      }
    }
  }

  static KafkaDocument delete(String collection, String id) {
    return new KafkaDocument(true, id, collection, null, null, null, null, null, null, null, null,
        null, null);
  }

  /** What was submitted, with its bytes as text where they are one. */
  static KafkaDocument of(SubmitDocument document, String id, byte[] bytes) {
    var text = text(bytes);
    return new KafkaDocument(null, id, document.collection(), text,
        text == null ? Base64.getEncoder().encodeToString(bytes) : null, document.title(),
        document.fileName(), document.mediaType(), orNull(document.tags()),
        orNull(document.acl()), document.source(), document.author(), document.date());
  }

  static KafkaDocument of(Submission document, byte[] bytes) {
    return of(new SubmitDocument(document.collection(), document.document(), document.title(),
        document.fileName(), document.declaredType(), document.tags(), document.acl(),
        document.source(), Bytes.of(bytes), null, document.author(), document.date()),
        document.document(), bytes);
  }

  boolean erases() {
    return Boolean.TRUE.equals(delete);
  }

  String collectionOrDefault() {
    return collection == null ? "default" : collection;
  }

  SubmitDocument toMessage() {
    return new SubmitDocument(collectionOrDefault(), id, title, fileName, mediaType, orNone(tags),
        orNone(acl), source, Bytes.of(bytes()), null, author, date);
  }

  private byte[] bytes() {
    return content == null
        ? Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8)
        : decoded(content);
  }

  private static byte[] decoded(String content) {
    try {
      return Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw new Check.Violation("content", "must be base64");
    }
  }

  /** Exactly these bytes as text; null where they are none. */
  private static @Nullable String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static void name(String field, @Nullable String value) {
    if (value != null) {
      Check.text(field, value, MAX_NAME);
    }
  }

  private static void names(String field, @Nullable List<String> values) {
    if (values == null) {
      return;
    }
    if (values.size() > MAX_NAMES) {
      throw new Check.Violation(field,
          "must have at most " + MAX_NAMES + " entries, not " + values.size());
    }
    for (var i = 0; i < values.size(); i++) {
      Check.text(field + "[" + i + "]", values.get(i), MAX_NAME);
    }
  }

  private static List<String> orNone(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static @Nullable List<String> orNull(List<String> values) {
    return values.isEmpty() ? null : values;
  }
}
