package io.sluice.http;

import io.sluice.bus.Bus;
import io.sluice.http.Responses.DocumentView;
import io.sluice.http.Responses.Documents;
import io.sluice.http.Responses.IngestionView;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.strictjson.Check;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /v1/documents}, {@code /v1/ingestions} and {@code /v1/collections}. */
final class DocumentsHandler {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 1000;
  private static final Pattern MEDIA_TYPE = Pattern
      .compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}(; ?[\\w.+-]{1,50}=[\\w.+-]{1,100})?");

  private final Bus bus;
  private final BodyReader body;
  private final UploadReader uploads;

  DocumentsHandler(Bus bus, BodyReader body, UploadReader uploads) {
    this.bus = bus;
    this.body = body;
    this.uploads = uploads;
  }

  /** The type is looked at here: the router breaks over one whose quotes do not match. */
  void submit(RoutingContext ctx) {
    var type = ctx.request().getHeader("content-type");
    if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      uploads.read(ctx, document -> submit(ctx, document));
    } else {
      submitJson(ctx);
    }
  }

  private void submitJson(RoutingContext ctx) {
    body.read(ctx, Bodies.Document.class,
        document -> submit(ctx, new SubmitDocument(Bodies.orDefault(document.collection()),
            document.id(), document.title(), null, document.mediaType(), orNone(document.tags()),
            orNone(document.acl()), document.source(), Bytes.of(
                Objects.requireNonNull(document.text()).getBytes(StandardCharsets.UTF_8)),
            null, null, null)));
  }

  private void submit(RoutingContext ctx, SubmitDocument document) {
    var call = Caller.call(ctx, Ingestion.SUBMIT_DOCUMENT.timeout());
    bus.ask(Ingestion.SUBMIT_DOCUMENT, document, call).onSuccess(reply -> Errors.unlessRefused(ctx,
        reply, accepted -> Responses.json(ctx.response(), 202, accepted)));
  }

  void list(RoutingContext ctx) {
    var limit = limit(ctx.request().getParam("limit"));
    var request = new ListDocuments(collection(ctx), ctx.request().getParam("after"), limit, null);
    var call = Caller.call(ctx, Retrieval.LIST_DOCUMENTS.timeout());
    bus.ask(Retrieval.LIST_DOCUMENTS, request, call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, listed -> {
          var documents = listed.documents().stream().map(DocumentView::of).toList();
          var next = documents.size() < limit ? null : documents.getLast().id();
          Responses.json(ctx.response(), 200, new Documents(documents, next));
        }));
  }

  void get(RoutingContext ctx) {
    var call = Caller.call(ctx, Retrieval.FIND_DOCUMENT.timeout());
    bus.ask(Retrieval.FIND_DOCUMENT, new FindDocument(collection(ctx), Caller.id(ctx)), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply, found -> Responses.json(ctx.response(),
            200, DocumentView.of(found.document(), found.passages(), found.text()))));
  }

  /** The raw bytes, always as a download of its own type, never as a page of this origin. */
  void source(RoutingContext ctx) {
    var call = Caller.call(ctx, Ingestion.FIND_SOURCE.timeout());
    bus.ask(Retrieval.FIND_DOCUMENT, new FindDocument(collection(ctx), Caller.id(ctx)), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            found -> source(ctx, found.document())));
  }

  private void source(RoutingContext ctx, DocumentVersion document) {
    var call = Caller.call(ctx, Ingestion.FIND_SOURCE.timeout());
    bus.ask(Ingestion.FIND_SOURCE, new FindSource(document.contentHash()), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            source -> ctx.response().putHeader("content-type", mediaType(document))
                .putHeader("content-disposition", "attachment")
                .end(Buffer.buffer(source.content().content()))));
  }

  void erase(RoutingContext ctx) {
    var call = Caller.call(ctx, Ingestion.ERASE.timeout());
    bus.ask(Ingestion.ERASE, new Erase(collection(ctx), Caller.id(ctx)), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            erased -> Responses.json(ctx.response(), 200, erased)));
  }

  void ingestion(RoutingContext ctx) {
    var call = Caller.call(ctx, Ingestion.FIND_INGESTION.timeout());
    bus.ask(Ingestion.FIND_INGESTION, new FindIngestion(Caller.id(ctx), null), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            found -> Responses.json(ctx.response(), 200,
                IngestionView.of(found, Caller.requestId(ctx)))));
  }

  void collections(RoutingContext ctx) {
    var call = Caller.call(ctx, Retrieval.LIST_COLLECTIONS.timeout());
    bus.ask(Retrieval.LIST_COLLECTIONS, new ListCollections(), call)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            listed -> Responses.json(ctx.response(), 200, listed)));
  }

  private static String collection(RoutingContext ctx) {
    var collection = ctx.request().getParam("collection");
    Bodies.checkCollection("collection", collection);
    return Bodies.orDefault(collection);
  }

  /** A type that is none must not break the response's head. */
  private static String mediaType(DocumentVersion document) {
    return MEDIA_TYPE.matcher(document.mediaType()).matches()
        ? document.mediaType()
        : "application/octet-stream";
  }

  private static List<String> orNone(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static int limit(@Nullable String text) {
    try {
      return text == null ? PAGE : Check.range("limit", Integer.parseInt(text), 1, MAX_PAGE);
    } catch (NumberFormatException e) {
      throw new Check.Violation("limit", "must be a whole number");
    }
  }
}
