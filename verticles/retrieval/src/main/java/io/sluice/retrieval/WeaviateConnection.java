package io.sluice.retrieval;

import io.weaviate.client6.v1.api.Authentication;
import io.weaviate.client6.v1.api.WeaviateClientAsync;
import io.weaviate.client6.v1.api.WeaviateException;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Weaviate. It is made anew after it failed: by itself gRPC looks for a server that
 * was away ever more rarely, in the end every two minutes. Thread-safe.
 */
final class WeaviateConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WeaviateConnection.class);

  private final WeaviateConfig config;
  private final ReentrantLock changing = new ReentrantLock();
  private volatile WeaviateClientAsync client;
  private boolean closed;

  private WeaviateConnection(WeaviateConfig config, WeaviateClientAsync client) {
    this.config = config;
    this.client = client;
  }

  /** Blocks; fails where nobody is there. */
  static WeaviateConnection open(WeaviateConfig config) {
    return new WeaviateConnection(config, connect(config));
  }

  private static WeaviateClientAsync connect(WeaviateConfig config) {
    var seconds = (int) Math.min(Integer.MAX_VALUE, config.timeout().plusMillis(999).toSeconds());
    return WeaviateClientAsync.connectToCustom(custom -> {
      custom.scheme(config.isEncrypted() ? "https" : "http").httpHost(config.rest().host())
          .httpPort(config.rest().port()).grpcHost(config.rpc().host())
          .grpcPort(config.rpc().port()).timeout(seconds, seconds, seconds);
      return config.apiKey().isEmpty()
          ? custom
          : custom.authentication(Authentication.apiKey(config.apiKey()));
    });
  }

  /** What calls use that begin now. */
  WeaviateClientAsync client() {
    return client;
  }

  CollectionHandleAsync<Map<String, Object>> use(String collection) {
    return client.collections.use(collection);
  }

  /**
   * After this one failed, unless there is another already. Where the server is still away all stays as
   * it is, until a call fails again. Blocks.
   */
  void renew(WeaviateClientAsync broken) {
    if (!changing.tryLock()) {
      return;
    }
    try {
      if (broken.equals(client) && !closed) {
        client = connect(config);
        broken.close();
      }
    } catch (WeaviateException e) {
      LOG.debug("still away why={}", e.getMessage());
    } catch (Exception e) {
      LOG.warn("a broken connection did not close why={}", e.getMessage());
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    changing.lock();
    try {
      closed = true;
      client.close();
    } catch (Exception e) {
      throw new IOException("the connection to Weaviate did not close", e);
    } finally {
      changing.unlock();
    }
  }
}
