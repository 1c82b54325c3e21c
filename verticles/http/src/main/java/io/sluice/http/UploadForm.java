package io.sluice.http;

import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.strictjson.Check;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An upload's parts as they come: what came of the file lies here until it is taken, so that no more
 * of it is in memory than came since; the fields are kept.
 */
final class UploadForm implements MultipartParser.Parts {
  private static final int MAX_FILE_NAME = 255;
  private static final String UNTYPED = "application/octet-stream";
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary");

  private final UploadFields fields = new UploadFields();
  private final ByteArrayOutputStream value = new ByteArrayOutputStream();
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private @Nullable File file;
  private @Nullable String field;

  private record File(@Nullable String name, @Nullable String mediaType) {}

  @Override
  public void begin(Map<String, String> headers) {
    var disposition = HeaderValue.parse(headers.getOrDefault("content-disposition", ""));
    var name = disposition.text("name");
    if (!disposition.value().equalsIgnoreCase("form-data") || name == null) {
      throw new Check.Violation("file", "the form has a part without a name");
    }
    if (!ENCODINGS.contains(headers.getOrDefault("content-transfer-encoding", "binary")
        .toLowerCase(Locale.ROOT))) {
      throw new Check.Violation(name, "must be sent as it is, in no transfer encoding");
    }
    var fileName = disposition.text("filename");
    if (fileName == null && !name.equals("file")) {
      fields.expect(name);
      field = name;
      return;
    }
    if (fileName == null || file != null || !name.equals("file")) {
      throw oneFile();
    }
    field = null;
    file = new File(plainName(fileName), declaredType(headers.get("content-type")));
  }

  @Override
  public void content(byte[] bytes, int length) {
    if (field == null) {
      content.write(bytes, 0, length);
    } else {
      fields.grow(field, length);
      value.write(bytes, 0, length);
    }
  }

  @Override
  public void end() {
    if (field != null) {
      fields.add(field, value.toByteArray());
      value.reset();
    }
  }

  /** How much of the file waits to be taken. */
  int waiting() {
    return content.size();
  }

  /** What came of the file since it was last taken. */
  Bytes take() {
    var bytes = Bytes.of(content.toByteArray());
    content.reset();
    return bytes;
  }

  /** To be called at the end of the form: there has to be a file. */
  void requireFile() {
    if (file == null) {
      throw oneFile();
    }
  }

  /** The document, its bytes taken along or sent before as an upload. */
  SubmitDocument document(Bytes bytes, @Nullable String upload) {
    var sent = Objects.requireNonNull(file);
    return fields.document(sent.name(), sent.mediaType(), bytes, upload);
  }

  private static Check.Violation oneFile() {
    return new Check.Violation("file",
        "exactly one part of this name is needed, with a file name");
  }

  /** The name alone: some clients send a path, and no path of theirs means anything here. */
  private static @Nullable String plainName(String sent) {
    var path = sent.replace('\\', '/');
    var name = CONTROLS.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("").strip();
    return name.isEmpty() || name.equals(".") || name.equals("..")
        ? null
        : Check.atMost("file", name, MAX_FILE_NAME);
  }

  private static @Nullable String declaredType(@Nullable String type) {
    if (type == null || type.isBlank()) {
      return null;
    }
    var parsed = HeaderValue.parse(type);
    var charset = parsed.parameters().get("charset");
    try {
      if (charset != null && !Charset.isSupported(charset)) {
        throw new Check.Violation("file", "has a charset that is not known here");
      }
    } catch (IllegalArgumentException e) {
      throw new Check.Violation("file", "has a charset that is none");
    }
    return parsed.value().equalsIgnoreCase(UNTYPED)
        ? null
        : Check.atMost("file", type, Bodies.MAX_NAME);
  }
}
