package io.sluice.http;

import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.FindSource;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.DocumentVersion;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Versions;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.VersionSummary;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code /v1/documents/{id}/source}: the raw bytes of a version. */
final class SourceHandler {
  private static final Pattern MEDIA_TYPE = Pattern
      .compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}(; ?[\\w.+-]{1,50}=[\\w.+-]{1,100})?");

  private final Actors actors;

  SourceHandler(Actors actors) {
    this.actors = actors;
  }

  void handle(RoutingContext ctx) {
    var collection = Query.collection(ctx);
    var version = Query.version(ctx, "version");
    if (version == null) {
      actors.ask(ctx, Retrieval.FIND_DOCUMENT, new FindDocument(collection, Caller.id(ctx)),
          found -> send(ctx, found.document()));
      return;
    }
    actors.ask(ctx, Versions.LIST_VERSIONS, new ListVersions(collection, Caller.id(ctx)),
        listed -> listed.versions().stream().map(VersionSummary::document)
            .filter(document -> document.version() == version).findFirst()
            .ifPresentOrElse(document -> send(ctx, document), () -> Errors.send(ctx,
                new NotFound("the document has no version " + version, "version"))));
  }

  /** Always as a download of its own type, never as a page of this origin. */
  private void send(RoutingContext ctx, DocumentVersion document) {
    actors.ask(ctx, Ingestion.FIND_SOURCE, new FindSource(document.contentHash()),
        source -> ctx.response().putHeader("content-type", mediaType(document))
            .putHeader("content-disposition", "attachment")
            .end(Buffer.buffer(source.content().content())));
  }

  /** A type that is none must not break the response's head. */
  private static String mediaType(DocumentVersion document) {
    return MEDIA_TYPE.matcher(document.mediaType()).matches()
        ? document.mediaType()
        : "application/octet-stream";
  }
}
