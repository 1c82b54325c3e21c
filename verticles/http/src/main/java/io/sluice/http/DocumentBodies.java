package io.sluice.http;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.strictjson.Check;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bodies that bring documents, as users write them; each checks itself. */
final class DocumentBodies {

  private DocumentBodies() {}

  /** The body of {@code POST /v1/documents} where it is JSON. */
  record Document(@Nullable String text, @Nullable String id, @Nullable String title,
      @Nullable String mediaType, @Nullable String collection, @Nullable List<String> tags,
      @Nullable List<String> acl, @Nullable String source, @Nullable String author,
      @Nullable LocalDate date) {

    Document {
      Check.required("text", text);
      Bodies.name("id", id);
      Bodies.name("title", title);
      Bodies.name("mediaType", mediaType);
      Bodies.checkCollection("collection", collection);
      Bodies.names("tags", tags);
      Bodies.names("acl", acl);
      Bodies.name("author", author);
      if (source != null) {
        Check.text("source", source, Bodies.MAX_SOURCE);
      }
    }

    SubmitDocument toMessage() {
      var bytes = Objects.requireNonNull(text).getBytes(StandardCharsets.UTF_8);
      return new SubmitDocument(Bodies.orDefault(collection), id, title, null, mediaType,
          orNone(tags), orNone(acl), source, Bytes.of(bytes), null, author, date);
    }

    private static List<String> orNone(@Nullable List<String> values) {
      return values == null ? List.of() : values;
    }
  }

  /** The body of a webhook: a document, or the id of one to be erased. */
  record Webhook(@Nullable String delete, @Nullable String text, @Nullable String id,
      @Nullable String title, @Nullable String mediaType, @Nullable String collection,
      @Nullable List<String> tags, @Nullable List<String> acl, @Nullable String source,
      @Nullable String author, @Nullable LocalDate date) {

    Webhook {
      if (delete == null) {
        new Document(text, id, title, mediaType, collection, tags, acl, source, author, date);
      } else {
        Bodies.name("delete", delete);
        Bodies.checkCollection("collection", collection);
        var others = Arrays.asList(text, id, title, mediaType, tags, acl, source, author, date);
        if (others.stream().anyMatch(Objects::nonNull)) {
          throw new Check.Violation("delete", "takes no other field than collection beside it");
        }
      }
    }

    Document document() {
      return new Document(text, id, title, mediaType, collection, tags, acl, source, author, date);
    }
  }
}
