package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.testservers.WeaviateServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A corpus for each folder on a server that all tests share. Its tenants have names of their own, since
 * new collections take Weaviate a second each.
 */
final class TestWeaviate {

  private TestWeaviate() {}

  static Future<Corpus> open(Vertx vertx, Path folder, FindingRules rules,
      Consumer<CorpusChanged> listener) {
    var suffix = "-" + HexFormat.of().toHexDigits(folder.hashCode());
    return WeaviateCorpus
        .open(vertx, config(folder, rules), new CollectionLocks(vertx, null), listener)
        .map(corpus -> named(corpus, suffix));
  }

  private static RetrievalConfig config(Path folder, FindingRules rules) {
    var server = WeaviateServer.shared();
    return new RetrievalConfig(folder, 1, Precision.FULL,
        WeaviateConfig.at(server.url(), server.grpc()), rules,
        Map.of());
  }

  private static Corpus named(Corpus corpus, String suffix) {
    return (Corpus) Proxy.newProxyInstance(Corpus.class.getClassLoader(),
        new Class<?>[]{Corpus.class}, (_, method, arguments) -> {
          if (arguments != null && arguments[1] instanceof CallInfo call
              && !call.tenant().isEmpty()) {
            arguments[1] = new CallInfo(call.requestId(), call.tenant() + suffix,
                call.principals(), call.traceparent(), call.deadlineNanos(), call.budgetUsd());
          }
          try {
            return method.invoke(corpus, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
