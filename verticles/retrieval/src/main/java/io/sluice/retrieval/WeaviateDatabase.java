package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.retrieval.WeaviateConfig.Consistency;
import io.weaviate.client6.v1.api.WeaviateException;
import io.weaviate.client6.v1.api.collections.CollectionConfig;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import io.weaviate.client6.v1.api.collections.query.ConsistencyLevel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weaviate, with the collections of it that hold the corpus. */
final class WeaviateDatabase implements AutoCloseable {

  private final WeaviateConnection connection;
  private final WeaviateConfig config;
  private final WeaviateVectors vectors;

  private WeaviateDatabase(WeaviateConnection connection, WeaviateConfig config) {
    this.connection = connection;
    this.config = config;
    this.vectors = new WeaviateVectors(() -> use(WeaviateKind.PASSAGES), patience(null));
  }

  /** Fails with the address in its message where nobody is there who can be used. Blocks. */
  static WeaviateDatabase open(WeaviateConfig config) throws IOException {
    try {
      var database = new WeaviateDatabase(WeaviateConnection.open(config), config);
      try {
        database.makeCollections();
        return database;
      } catch (IOException e) {
        database.close();
        throw e;
      }
    } catch (IOException | WeaviateException e) {
      throw new IOException("Weaviate cannot be used at " + config.url() + " and "
          + config.rpc().host() + ":" + config.rpc().port() + ": " + e.getMessage(), e);
    }
  }

  private void makeCollections() throws IOException {
    var patience = patience(null);
    var client = connection.client();
    for (var kind : WeaviateKind.values()) {
      var name = kind.named(config.prefix());
      if (!patience.await(client.collections.exists(name))) {
        try {
          patience.await(client.collections.create(collection(kind)));
        } catch (IOException e) {
          // Another node may have been faster.
          if (!patience.await(client.collections.exists(name))) {
            throw e;
          }
        }
      }
    }
  }

  private CollectionConfig collection(WeaviateKind kind) {
    return CollectionConfig.of(kind.named(config.prefix()), collection -> {
      collection.properties(WeaviateProperties.of(kind))
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
  WeaviateCollection collection(String name, CallInfo call) {
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
  public void close() throws IOException {
    connection.close();
  }

  private WeaviateTable collections(CallInfo call) {
    return table(WeaviateKind.COLLECTIONS, WeaviateNames.tenant(call.tenant()), call);
  }

  private WeaviateTable table(WeaviateKind kind, String tenant, CallInfo call) {
    var objects = use(kind);
    return new WeaviateTable(
        objects.withDefaults(of -> of.tenant(tenant).consistencyLevel(read())),
        objects.withDefaults(of -> of.tenant(tenant).consistencyLevel(written())),
        patience(call));
  }

  private CollectionHandleAsync<Map<String, Object>> use(WeaviateKind kind) {
    return connection.use(kind.named(config.prefix()));
  }

  private Patience patience(@Nullable CallInfo call) {
    return new Patience(config.timeout(), call);
  }

  private ConsistencyLevel written() {
    return switch (config.consistency()) {
      case ONE -> ConsistencyLevel.ONE;
      case QUORUM -> ConsistencyLevel.QUORUM;
      case ALL -> ConsistencyLevel.ALL;
    };
  }

  /** Of what all replicas have, one is enough. */
  private ConsistencyLevel read() {
    return config.consistency() == Consistency.QUORUM
        ? ConsistencyLevel.QUORUM
        : ConsistencyLevel.ONE;
  }
}
