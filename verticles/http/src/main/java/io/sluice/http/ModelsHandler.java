package io.sluice.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.ListCollections;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** {@code /v1/models}: the collections, as OpenAI's clients look for them. */
final class ModelsHandler {
  private final Actors actors;

  ModelsHandler(Actors actors) {
    this.actors = actors;
  }

  record ModelList(String object, List<ModelView> data) {}

  /** A model. When it was created is not known. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ModelView(String id, String object, long created, String ownedBy) {

    static ModelView of(String id) {
      return new ModelView(id, "model", 0, "sluice");
    }
  }

  void list(RoutingContext ctx) {
    collections(ctx, names -> Responses.json(ctx.response(), 200,
        new ModelList("list", Stream.concat(Stream.of(ModelName.DEFAULT),
            names.stream().map(ModelName::of)).map(ModelView::of).toList())));
  }

  void get(RoutingContext ctx) {
    find(ctx, Caller.id(ctx));
  }

  /** The slash in a model's name may stand as it is. */
  void getBySegments(RoutingContext ctx) {
    find(ctx, Caller.id(ctx) + "/" + ctx.pathParam("collection"));
  }

  private void find(RoutingContext ctx, String id) {
    var model = ModelName.parse(id);
    if (model == null) {
      Errors.send(ctx, ModelName.unknown(id));
      return;
    }
    collections(ctx, names -> {
      if (names.contains(model.collection())) {
        Responses.json(ctx.response(), 200, ModelView.of(id));
      } else {
        Errors.send(ctx, ModelName.unknown(id));
      }
    });
  }

  /** Those there are, the default one first, which is there though it has no documents yet. */
  private void collections(RoutingContext ctx, Consumer<List<String>> use) {
    actors.ask(ctx, Retrieval.LIST_COLLECTIONS, new ListCollections(),
        listed -> use.accept(Stream.concat(Stream.of(Bodies.DEFAULT_COLLECTION),
            listed.collections().stream().map(CollectionSummary::name).sorted()).distinct()
            .toList()));
  }
}
