package io.sluice.http;

import io.sluice.http.MultipartForm.Field;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.strictjson.Check;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a multipart upload into a document. */
final class UploadReader {
  private static final Set<String> FIELDS = Set.of("id", "title", "mediaType", "collection", "tags",
      "acl", "source");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_FILE_NAME = 255;
  private static final String UNTYPED = "application/octet-stream";

  private final BodyReader body;

  UploadReader(BodyReader body) {
    this.body = body;
  }

  /** Hands the document on; where it is wrong, the asker is told what and nothing is handed on. */
  void read(RoutingContext ctx, Consumer<SubmitDocument> use) {
    var type = Objects.requireNonNull(ctx.request().getHeader("content-type"));
    body.bytes(ctx).onSuccess(reply -> Errors.unlessRefused(ctx, reply,
        bytes -> use.accept(document(MultipartForm.parse(type, bytes.getBytes())))));
  }

  private static SubmitDocument document(MultipartForm form) {
    for (var field : form.fields()) {
      if (!FIELDS.contains(field.name())) {
        throw new Check.Violation(field.name(), "unknown field; known are file, "
            + String.join(", ", FIELDS.stream().sorted().toList()));
      }
    }
    if (form.files().size() != 1 || !form.files().getFirst().name().equals("file")) {
      throw new Check.Violation("file", "exactly one part of this name is needed");
    }
    var file = form.files().getFirst();
    var collection = form.first("collection");
    Bodies.checkCollection("collection", collection);
    return new SubmitDocument(Bodies.orDefault(collection), name(form, "id"), name(form, "title"),
        fileName(file.fileName()), mediaType(form, file.type()), list(form, "tags"),
        list(form, "acl"), text(form, "source", Bodies.MAX_SOURCE), file.content(), null, null,
        null);
  }

  /** The name alone: some clients send a path, and no path of theirs means anything here. */
  private static @Nullable String fileName(String sent) {
    var path = sent.replace('\\', '/');
    var name = CONTROLS.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("").strip();
    return name.isEmpty() || name.equals(".") || name.equals("..")
        ? null
        : Check.atMost("file", name, MAX_FILE_NAME);
  }

  private static @Nullable String mediaType(MultipartForm form, @Nullable String declared) {
    var named = name(form, "mediaType");
    return named != null || declared == null || declared.isBlank() || UNTYPED.equals(declared)
        ? named
        : Check.atMost("file", declared, Bodies.MAX_NAME);
  }

  private static @Nullable String name(MultipartForm form, String field) {
    return text(form, field, Bodies.MAX_NAME);
  }

  private static @Nullable String text(MultipartForm form, String field, int maxLength) {
    var value = form.first(field);
    return value == null ? null : Check.text(field, value, maxLength);
  }

  /** A field may come several times, and each time with several values between commas. */
  private static List<String> list(MultipartForm form, String name) {
    return form.fields().stream().filter(field -> field.name().equals(name)).map(Field::value)
        .flatMap(value -> Arrays.stream(value.split(",", -1))).map(String::strip)
        .filter(value -> !value.isEmpty()).map(value -> Check.text(name, value, Bodies.MAX_NAME))
        .toList();
  }
}
