package io.sluice.http;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.strictjson.Check;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of an upload beside its file, each checked as soon as it is there. */
final class UploadFields {
  private static final Set<String> LISTS = Set.of("tags", "acl");
  private static final Set<String> KNOWN = Set.of("id", "title", "mediaType", "collection", "tags",
      "acl", "source", "author", "date");
  private static final int MAX_BYTES = 256 << 10;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private int bytes;

  /** Refuses a field that there is not, or not again. */
  void expect(String name) {
    if (!KNOWN.contains(name)) {
      throw new Check.Violation(name,
          "unknown field; known are file, " + String.join(", ", KNOWN.stream().sorted().toList()));
    }
    if (values.containsKey(name) && !LISTS.contains(name)) {
      throw new Check.Violation(name, "must not come twice");
    }
  }

  /** Refuses a form whose fields are too much to be kept. */
  void grow(String name, int length) {
    bytes += length;
    if (bytes > MAX_BYTES) {
      throw new Check.Violation(name,
          "the fields of a form must have at most " + MAX_BYTES + " bytes together");
    }
  }

  /** A list may come several times, and each time with several values between commas. */
  void add(String name, byte[] value) {
    var text = decoded(name, value);
    var known = values.computeIfAbsent(name, first -> new ArrayList<>());
    if (LISTS.contains(name)) {
      Arrays.stream(text.split(",", -1)).map(String::strip).filter(entry -> !entry.isEmpty())
          .forEach(known::add);
      Bodies.names(name, known);
    } else {
      check(name, text);
      known.add(text);
    }
  }

  /** The document of these fields; its bytes are in the content, or came before as an upload. */
  SubmitDocument document(@Nullable String fileName, @Nullable String declaredType, Bytes content,
      @Nullable String upload) {
    var mediaType = first("mediaType");
    var date = first("date");
    return new SubmitDocument(Bodies.orDefault(first("collection")), first("id"), first("title"),
        fileName, mediaType == null ? declaredType : mediaType, list("tags"), list("acl"),
        first("source"), content, upload, first("author"),
        date == null ? null : Check.date("date", date));
  }

  private static void check(String name, String value) {
    switch (name) {
      case "collection" -> Bodies.checkCollection(name, value);
      case "date" -> Check.date(name, value);
      case "source" -> Check.text(name, value, Bodies.MAX_SOURCE);
      default -> Check.text(name, value, Bodies.MAX_NAME);
    }
  }

  private static String decoded(String name, byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new Check.Violation(name, "is not valid UTF-8");
    }
  }

  private @Nullable String first(String name) {
    var known = values.get(name);
    return known == null ? null : known.getFirst();
  }

  private List<String> list(String name) {
    return values.getOrDefault(name, List.of());
  }
}
