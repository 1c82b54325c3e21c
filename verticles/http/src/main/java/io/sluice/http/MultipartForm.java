package io.sluice.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.sluice.message.Bytes;
import io.sluice.strictjson.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was sent. It is parsed whole and in memory, where its file goes anyway: a parser that
 * writes parts to disk as they come was seen to wait for ever for the end of a part that was cut off.
 */
record MultipartForm(List<Field> fields, List<File> files) {
  private static final int MAX_PARTS = 256;
  private static final int UNBOUNDED = -1;

  record Field(String name, String value) {}

  record File(String name, String fileName, @Nullable String type, Bytes content) {}

  /** Parses the body, or throws the violation that says what is wrong with it. */
  static MultipartForm parse(String contentType, byte[] body) {
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/",
        Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    try {
      var decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request,
          StandardCharsets.UTF_8, MAX_PARTS, UNBOUNDED);
      try {
        return read(decoder);
      } finally {
        decoder.destroy();
      }
    } catch (IOException | RuntimeException e) { // the decoder has many ways to say it
      throw new Check.Violation("file", "the form is broken, cut off, or has too many parts");
    }
  }

  private static MultipartForm read(HttpPostMultipartRequestDecoder decoder) throws IOException {
    var form = new MultipartForm(new ArrayList<>(), new ArrayList<>());
    for (var part : decoder.getBodyHttpDatas()) {
      switch (part) {
        case FileUpload file -> form.files.add(
            new File(file.getName(), file.getFilename(), file.getContentType(),
                Bytes.of(file.get())));
        case Attribute field -> form.fields.add(new Field(field.getName(), field.getValue()));
        default -> throw new IOException("a part of an unknown kind");
      }
    }
    if (decoder.currentPartialHttpData() != null) {
      throw new IOException("the last part is cut off");
    }
    return form;
  }

  /** The first value of a field; null where there is none. */
  @Nullable
  String first(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst()
        .orElse(null);
  }
}
