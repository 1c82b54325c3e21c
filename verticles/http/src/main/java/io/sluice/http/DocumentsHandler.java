package io.sluice.http;

import io.sluice.http.DocumentBodies.Document;
import io.sluice.http.DocumentViews.DocumentView;
import io.sluice.http.DocumentViews.Documents;
import io.sluice.http.DocumentViews.Receipt;
import io.sluice.message.Copies;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Reveal;
import io.sluice.message.Ingestion.Revealed;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/documents}, {@code /v1/duplicates} and {@code /v1/collections}. */
final class DocumentsHandler {
  private final Actors actors;
  private final BodyReader body;
  private final HttpConfig config;

  DocumentsHandler(Actors actors, BodyReader body, HttpConfig config) {
    this.actors = actors;
    this.body = body;
    this.config = config;
  }

  record Originals(Map<String, String> originals) {}

  /** The type is looked at here: the router breaks over one whose quotes do not match. */
  void submit(RoutingContext ctx) {
    var type = ctx.request().getHeader("content-type");
    if (type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      new Upload(ctx, actors.bus(), config).read();
    } else {
      body.read(ctx, Document.class, document -> actors.ask(ctx, Ingestion.SUBMIT_DOCUMENT,
          document.toMessage(), 202));
    }
  }

  void list(RoutingContext ctx) {
    var limit = Query.limit(ctx);
    var request = new ListDocuments(Query.collection(ctx), Query.text(ctx, "after"), limit,
        Query.text(ctx, "query"));
    actors.ask(ctx, Retrieval.LIST_DOCUMENTS, request,
        listed -> Responses.json(ctx.response(), 200, Documents
            .page(listed.documents().stream().map(DocumentView::of).toList(), limit)));
  }

  void duplicates(RoutingContext ctx) {
    var limit = Query.limit(ctx);
    var request = new ListLeftOut(Query.collection(ctx), Query.text(ctx, "after"), limit);
    actors.ask(ctx, Copies.LIST_LEFT_OUT, request,
        listed -> Responses.json(ctx.response(), 200, Documents
            .page(listed.documents().stream().map(DocumentView::of).toList(), limit)));
  }

  void get(RoutingContext ctx) {
    actors.ask(ctx, Retrieval.FIND_DOCUMENT,
        new FindDocument(Query.collection(ctx), Caller.id(ctx)),
        found -> Responses.json(ctx.response(), 200,
            DocumentView.of(found.document(), found.passages(), found.text(), null)));
  }

  void erase(RoutingContext ctx) {
    var collection = Query.collection(ctx);
    var id = Caller.id(ctx);
    actors.ask(ctx, Ingestion.ERASE, new Erase(collection, id), erased -> Responses
        .json(ctx.response(), 200, Receipt.of(id, collection, erased)));
  }

  /** What was masked is shown to the one who asked, and kept by nobody on the way. */
  void originals(RoutingContext ctx) {
    var reveal = new Reveal(Query.collection(ctx), Caller.id(ctx));
    actors.bus().ask(Ingestion.REVEAL, reveal, Caller.call(ctx, Ingestion.REVEAL.timeout()))
        .map(DocumentsHandler::orNothing)
        .onSuccess(reply -> Errors.unlessRefused(ctx, reply,
            revealed -> Responses.json(ctx.response().putHeader("cache-control", "no-store"), 200,
                new Originals(new TreeMap<>(revealed.originals())))));
  }

  /** Nobody keeps anything of a document that there is: nothing of it was masked. */
  private static Reply<Revealed> orNothing(Reply<Revealed> reply) {
    return reply instanceof Refused<Revealed>(NotFound none)
        && Ingestion.ORIGINALS.equals(none.param())
            ? Reply.of(new Revealed(Map.of()))
            : reply;
  }

  void collections(RoutingContext ctx) {
    actors.ask(ctx, Retrieval.LIST_COLLECTIONS, new ListCollections(), 200);
  }
}
