package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.retrieval.WeaviateConfig.Consistency;
import io.weaviate.client6.v1.api.WeaviateClientAsync;
import io.weaviate.client6.v1.api.collections.CollectionConfig;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.Replication.DeletionStrategy;
import io.weaviate.client6.v1.api.collections.query.ConsistencyLevel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Weaviate, with the collections of it that hold the corpus. */
final class WeaviateDatabase implements AutoCloseable {

  /** For a server that accepts connections and says nothing: a start does not wait long for it. */
  private static final Duration TO_BEGIN = Duration.ofSeconds(5);

  private final WeaviateConnection connection;
  private final WeaviateConfig config;
  private final WeaviateVectors vectors;

  private WeaviateDatabase(WeaviateConfig config) {
    this.connection = new WeaviateConnection(config, this::prepare);
    this.config = config;
    this.vectors = new WeaviateVectors(() -> use(WeaviateKind.PASSAGES), patience(null));
  }

  /** Fails with the address in its message where nobody is there who can be used. Blocks. */
  static WeaviateDatabase open(WeaviateConfig config) throws IOException {
    var database = new WeaviateDatabase(config);
    try {
      database.connection.open();
      return database;
    } catch (IOException e) {
      throw unusable(config, e);
    }
  }

  /**
   * Fails where somebody is there who cannot be used. Where nobody is, it is used when it is there, and
   * refuses until then. Blocks, but not for long.
   */
  static WeaviateDatabase openSoon(WeaviateConfig config) throws IOException {
    var database = new WeaviateDatabase(config);
    try {
      database.connection.open();
    } catch (WeaviateFailure e) {
      if (!e.mayPass()) {
        throw unusable(config, e);
      }
      database.connection.lookLater(e);
    } catch (IOException e) {
      throw unusable(config, e);
    }
    return database;
  }

  private static IOException unusable(WeaviateConfig config, IOException why) {
    return new IOException("Weaviate cannot be used at " + config.url() + " and "
        + config.rpc().host() + ":" + config.rpc().port() + ": " + why.getMessage(), why);
  }

  /** Both of its ways are tried: REST by making collections, gRPC by looking into one. */
  private void prepare(WeaviateClientAsync client) throws IOException {
    var patience = patience(null).atMost(TO_BEGIN);
    for (var kind : WeaviateKind.values()) {
      var name = kind.named(config.prefix());
      if (!patience.await(client.collections.exists(name))) {
        try {
          patience(null).await(client.collections.create(collection(kind)));
        } catch (IOException e) {
          // Another node may have been faster.
          if (!patience.await(client.collections.exists(name))) {
            throw e;
          }
        }
      }
    }
    patience.await(client.collections.use(WeaviateKind.COLLECTIONS.named(config.prefix()))
        .withDefaults(of -> of.tenant(WeaviateNames.tenant(CallInfo.DEFAULT_TENANT))
            .consistencyLevel(read(WeaviateKind.COLLECTIONS))).query
        .fetchObjectById(WeaviateNames.uuid("none")), Optional.empty());
  }

  private CollectionConfig collection(WeaviateKind kind) {
    return CollectionConfig.of(kind.named(config.prefix()), collection -> {
      collection.properties(WeaviateProperties.of(kind))
          // What was away while others were written to, and deleted from, is to become the same again.
          .replication(replicas -> replicas.asyncEnabled(true)
              .deletionStrategy(DeletionStrategy.TIME_BASED_RESOLUTION))
          .multiTenancy(tenants -> tenants.enabled(true).autoTenantCreation(true)
              .autoTenantActivation(true))
          .invertedIndex(index -> index.stopwords(words -> words.preset("none")));
      return kind == WeaviateKind.PASSAGES
          ? collection.vectorConfig(WeaviateVectors.named(WeaviateVectors.FIRST))
          : collection;
    });
  }

  WeaviateConnection connection() {
    return connection;
  }

  WeaviateVectors vectors() {
    return vectors;
  }

  /** A collection for a call; whether there is one, its epoch says. */
  WeaviateCollection collection(String name, CallInfo call) throws WeaviateFailure {
    var tenant = WeaviateNames.collection(call.tenant(), name);
    return new WeaviateCollection(call.tenant(), name, collections(call),
        table(WeaviateKind.VERSIONS, tenant, call), table(WeaviateKind.PARTS, tenant, call),
        table(WeaviateKind.PASSAGES, tenant, call));
  }

  /** The names of a tenant's collections, in order. */
  List<String> names(CallInfo call) throws IOException {
    return collections(call).all().stream().map(row -> row.text(WeaviateSchema.COLLECTION))
        .sorted().toList();
  }

  @Override
  public void close() {
    connection.close();
  }

  private WeaviateTable collections(CallInfo call) throws WeaviateFailure {
    return table(WeaviateKind.COLLECTIONS, WeaviateNames.tenant(call.tenant()), call);
  }

  private WeaviateTable table(WeaviateKind kind, String tenant, CallInfo call)
      throws WeaviateFailure {
    var objects = use(kind);
    return new WeaviateTable(
        objects.withDefaults(of -> of.tenant(tenant).consistencyLevel(read(kind))),
        objects.withDefaults(of -> of.tenant(tenant).consistencyLevel(written())),
        patience(call));
  }

  private CollectionHandleAsync<Map<String, Object>> use(WeaviateKind kind)
      throws WeaviateFailure {
    return connection.use(kind.named(config.prefix()));
  }

  private Patience patience(@Nullable CallInfo call) {
    return new Patience(config.timeout(), call, connection.silence());
  }

  private ConsistencyLevel written() {
    return switch (config.consistency()) {
      case ONE -> ConsistencyLevel.ONE;
      case QUORUM -> ConsistencyLevel.QUORUM;
      case ALL -> ConsistencyLevel.ALL;
    };
  }

  /**
   * Of what all replicas have, one is enough. Of passages it is, too: a search has what the one that is
   * asked has, however many compare it afterwards, and those that lack a passage would be given it as it
   * was asked for: without its properties, for good.
   */
  private ConsistencyLevel read(WeaviateKind kind) {
    return config.consistency() == Consistency.QUORUM && kind != WeaviateKind.PASSAGES
        ? ConsistencyLevel.QUORUM
        : ConsistencyLevel.ONE;
  }
}
