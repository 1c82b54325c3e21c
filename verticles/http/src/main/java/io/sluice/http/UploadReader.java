package io.sluice.http;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.strictjson.Check;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a multipart upload into a document; the body handler has put the file on disk before. */
final class UploadReader {
  private static final Set<String> FIELDS = Set.of("id", "title", "mediaType", "collection", "tags",
      "acl", "source");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final int MAX_FILE_NAME = 255;
  private static final String UNTYPED = "application/octet-stream";

  /** Hands the document on; where it is wrong, the asker is told what and nothing is handed on. */
  void read(RoutingContext ctx, Consumer<SubmitDocument> use) {
    var files = ctx.fileUploads();
    if (files.size() != 1 || !files.getFirst().name().equals("file")) {
      Errors.send(ctx, new BadRequest("exactly one part named 'file' is needed", "file"));
      return;
    }
    var file = files.getFirst();
    ctx.vertx().fileSystem().readFile(file.uploadedFileName()).onSuccess(content -> {
      try {
        use.accept(document(ctx.request().formAttributes(), file, Bytes.of(content.getBytes())));
      } catch (Check.Violation e) {
        Errors.send(ctx, Errors.of(e));
      }
    }).onFailure(ctx::fail);
  }

  private static SubmitDocument document(MultiMap form, FileUpload file, Bytes content) {
    for (var name : form.names()) {
      if (!FIELDS.contains(name)) {
        throw new Check.Violation(name, "unknown field; known are file, "
            + String.join(", ", FIELDS.stream().sorted().toList()));
      }
    }
    Bodies.checkCollection("collection", form.get("collection"));
    return new SubmitDocument(Bodies.orDefault(form.get("collection")), name(form, "id"),
        name(form, "title"), fileName(file), mediaType(form, file), list(form, "tags"),
        list(form, "acl"), text(form, "source", Bodies.MAX_SOURCE), content);
  }

  /** The name alone: some clients send a path, and no path of theirs means anything here. */
  private static @Nullable String fileName(FileUpload file) {
    var path = file.fileName() == null ? "" : file.fileName().replace('\\', '/');
    var name = CONTROLS.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("").strip();
    return name.isEmpty() || name.equals(".") || name.equals("..")
        ? null
        : Check.atMost("file", name, MAX_FILE_NAME);
  }

  private static @Nullable String mediaType(MultiMap form, FileUpload file) {
    var named = name(form, "mediaType");
    return named != null || UNTYPED.equals(file.contentType()) ? named : file.contentType();
  }

  private static @Nullable String name(MultiMap form, String field) {
    return text(form, field, Bodies.MAX_NAME);
  }

  private static @Nullable String text(MultiMap form, String field, int maxLength) {
    var value = form.get(field);
    return value == null ? null : Check.text(field, value, maxLength);
  }

  /** A field may come several times, and each time with several values between commas. */
  private static List<String> list(MultiMap form, String field) {
    return form.getAll(field).stream().flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip).filter(value -> !value.isEmpty())
        .map(value -> Check.text(field, value, Bodies.MAX_NAME)).toList();
  }
}
