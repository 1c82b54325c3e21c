package io.sluice.http;

import io.sluice.http.VersionViews.Diff;
import io.sluice.http.VersionViews.PassageList;
import io.sluice.http.VersionViews.VersionList;
import io.sluice.http.VersionViews.VersionView;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Versions;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionOpened;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** {@code /v1/documents/{id}/versions}: what there was, what changed, and the way back. */
final class VersionsHandler {
  private final Actors actors;

  VersionsHandler(Actors actors) {
    this.actors = actors;
  }

  void list(RoutingContext ctx) {
    actors.ask(ctx, Versions.LIST_VERSIONS, versions(ctx),
        listed -> Responses.json(ctx.response(), 200,
            new VersionList(listed.versions().stream().map(VersionView::of).toList())));
  }

  void passages(RoutingContext ctx) {
    opened(ctx, Query.versionOfPath(ctx),
        opened -> Responses.json(ctx.response(), 200, PassageList.of(opened)));
  }

  void diff(RoutingContext ctx) {
    var to = Query.versionOfPath(ctx);
    var with = Query.version(ctx, "with");
    if (with == null) {
      actors.ask(ctx, Versions.LIST_VERSIONS, versions(ctx),
          listed -> listed.versions().stream().filter(version -> version.state() != State.KEPT)
              .findFirst()
              .ifPresentOrElse(active -> diff(ctx, active.document().version(), to),
                  () -> Errors.send(ctx, new NotFound("the document has no active version",
                      "with"))));
    } else {
      diff(ctx, with, to);
    }
  }

  private void diff(RoutingContext ctx, int from, int to) {
    opened(ctx, from, before -> opened(ctx, to,
        after -> Responses.json(ctx.response(), 200, Diff.between(before, after))));
  }

  void activate(RoutingContext ctx) {
    actors.ask(ctx, Ingestion.ACTIVATE,
        new Activate(Query.collection(ctx), Caller.id(ctx), Query.versionOfPath(ctx)), 200);
  }

  private void opened(RoutingContext ctx, int version, Consumer<VersionOpened> use) {
    actors.ask(ctx, Versions.OPEN_VERSION,
        new OpenVersion(Query.collection(ctx), Caller.id(ctx), version), use);
  }

  private static ListVersions versions(RoutingContext ctx) {
    return new ListVersions(Query.collection(ctx), Caller.id(ctx));
  }
}
