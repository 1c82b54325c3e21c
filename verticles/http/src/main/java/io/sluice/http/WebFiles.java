package io.sluice.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The web UI's files and the libraries it imports, all in memory: they are few and small, each is
 * compressed once, and a path that is not one of them cannot lead anywhere.
 */
public final class WebFiles {
  private static final String API = "/openapi.yaml";
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
      "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml",
      "png", "image/png", "ico", "image/x-icon", "json", "application/json", "yaml",
      "application/yaml");

  private static final Pattern GZIP = Pattern
      .compile("\\bgzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)", Pattern.CASE_INSENSITIVE);

  private final Map<String, WebFile> files;

  private WebFiles(Map<String, WebFile> files) {
    this.files = files;
  }

  private record WebFile(String type, String etag, Buffer plain, Buffer gzip) {}

  /** Reads the folder and the libraries; to be called off the event loop. */
  public static WebFiles load(Path folder) throws IOException {
    var webroot = folder.toRealPath();
    var files = new HashMap<String, WebFile>();
    try (var paths = Files.walk(webroot)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        var name = "/" + webroot.relativize(path).toString().replace('\\', '/');
        files.put(name, file(name, Files.readAllBytes(path)));
      }
    }
    files.put(API, file(API, resource(API)));
    files.put("/vendor/marked.js", library("marked", "lib/marked.esm.js"));
    files.put("/vendor/purify.js", library("dompurify", "dist/purify.es.mjs"));
    var index = files.get("/index.html");
    if (index == null) {
      throw new IOException("no index.html in " + webroot);
    }
    files.put("/", index);
    var console = files.get("/console.html");
    if (console != null) {
      files.put("/console", console);
    }
    return new WebFiles(files);
  }

  /** Serves the file of this path, or lets the next handler try. */
  void handle(RoutingContext ctx) {
    var file = files.get(ctx.request().path());
    if (file == null) {
      ctx.next();
      return;
    }
    var response = ctx.response().putHeader("content-type", file.type())
        .putHeader("cache-control", "no-cache").putHeader("etag", file.etag())
        .putHeader("vary", "accept-encoding");
    if (isKnown(file.etag(), ctx.request().getHeader("if-none-match"))) {
      response.setStatusCode(304).end();
    } else if (takesGzip(ctx.request().getHeader("accept-encoding"))) {
      send(ctx.request(), file.gzip(), response.putHeader("content-encoding", "gzip"));
    } else {
      send(ctx.request(), file.plain(), response);
    }
  }

  private static void send(HttpServerRequest request, Buffer content,
      HttpServerResponse response) {
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("content-length", Integer.toString(content.length())).end();
    } else {
      response.end(content);
    }
  }

  /** A proxy that compressed the file has made its tag a weak one. */
  private static boolean isKnown(String etag, @Nullable String known) {
    return known != null && Arrays.stream(known.split(",", -1)).map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  private static boolean takesGzip(@Nullable String accept) {
    return accept != null && GZIP.matcher(accept).find();
  }

  /** A library's file; its jar says in which version's folder it lies. */
  private static WebFile library(String name, String path) throws IOException {
    var properties = new java.util.Properties();
    var pom = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (var in = WebFiles.class.getResourceAsStream(pom)) {
      if (in == null) {
        throw new IOException("the library " + name + " is not on the class path");
      }
      properties.load(in);
    }
    var content = resource(WEBJARS + name + "/" + properties.getProperty("version") + "/" + path);
    return file("/" + name + ".js", content);
  }

  private static byte[] resource(String path) throws IOException {
    try (var in = WebFiles.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IOException("there is no " + path + " on the class path");
      }
      return in.readAllBytes();
    }
  }

  private static WebFile file(String name, byte[] content) throws IOException {
    var extension = name.substring(name.lastIndexOf('.') + 1);
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return new WebFile(TYPES.getOrDefault(extension, "application/octet-stream"), etag(content),
        Buffer.buffer(content), Buffer.buffer(zipped.toByteArray()));
  }

  private static String etag(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
