package io.sluice.retrieval;

import io.weaviate.client6.v1.api.Authentication;
import io.weaviate.client6.v1.api.WeaviateClientAsync;
import io.weaviate.client6.v1.api.WeaviateConnectException;
import io.weaviate.client6.v1.api.WeaviateException;
import io.weaviate.client6.v1.api.collections.CollectionHandleAsync;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Weaviate, which may not be there. While it is not, nobody waits for it: it is refused at
 * once, and looked for until it is there, ever more rarely. It is made anew then, for by itself gRPC looks
 * for a server that was away every two minutes in the end. Thread-safe.
 */
final class WeaviateConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WeaviateConnection.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  private final WeaviateConfig config;
  private final Preparation preparation;
  private final WeaviateSilence silence = new WeaviateSilence();
  private final ReentrantLock changing = new ReentrantLock();
  private volatile @Nullable WeaviateClientAsync client;
  /** Why it cannot be used; null while it can. */
  private volatile @Nullable WeaviateFailure trouble = WeaviateFailure
      .away("it was not looked for yet");
  private @Nullable Thread looking;
  private boolean closed;

  /** What is to be done with a new connection before anybody uses it. */
  interface Preparation {
    void prepare(WeaviateClientAsync made) throws IOException;
  }

  WeaviateConnection(WeaviateConfig config, Preparation preparation) {
    this.config = config;
    this.preparation = preparation;
  }

  /** For the first time. Blocks; fails where it cannot be used. */
  void open() throws IOException {
    take(connect());
  }

  /** Instead of the first time, or when it failed so. */
  void lookLater(WeaviateFailure why) {
    changing.lock();
    try {
      if (looking == null && !closed) {
        trouble = why;
        tell(why);
        looking = Thread.ofVirtual().name("sluice-weaviate-looks").start(() -> look(why));
      }
    } finally {
      changing.unlock();
    }
  }

  /** What calls use that begin now. */
  WeaviateClientAsync client() throws WeaviateFailure {
    var why = trouble;
    var present = client;
    if (why != null || present == null) {
      throw WeaviateFailure.unavailable(why == null ? "it is closed" : why.refusal().message());
    }
    return present;
  }

  CollectionHandleAsync<Map<String, Object>> use(String collection) throws WeaviateFailure {
    return client().collections.use(collection);
  }

  WeaviateSilence silence() {
    return silence;
  }

  /** After a call failed with this one: whether it is looked for now. */
  boolean isLost(WeaviateClientAsync broken, WeaviateFailure why) {
    if (!why.isAway() && !silence.isLong()) {
      return false;
    }
    if (broken.equals(client)) {
      lookLater(why);
    }
    return true;
  }

  private void look(WeaviateFailure first) {
    var told = first.mayPass();
    for (var pause = FIRST_PAUSE;; pause = longer(pause)) {
      try {
        take(connect());
        LOG.info("Weaviate is there url={}", config.url());
        return;
      } catch (IOException | RuntimeException e) {
        var why = e instanceof WeaviateFailure failure
            ? failure
            : WeaviateFailure.unavailable(String.valueOf(e.getMessage()), e);
        trouble = why;
        if (told != why.mayPass()) {
          tell(why);
          told = why.mayPass();
        }
        LOG.debug("no Weaviate", e);
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void tell(WeaviateFailure why) {
    LOG.warn("the corpus cannot be had: questions are refused and documents wait until it is there"
        + " url={} grpc={}:{} why={}", config.url(), config.rpc().host(), config.rpc().port(),
        why.getMessage());
  }

  private WeaviateClientAsync connect() throws IOException {
    WeaviateProbe.check(config);
    var made = made();
    try {
      preparation.prepare(made);
      return made;
    } catch (IOException | RuntimeException e) {
      end(made);
      throw e;
    }
  }

  private WeaviateClientAsync made() throws IOException {
    var seconds = (int) Math.min(Integer.MAX_VALUE, config.timeout().plusMillis(999).toSeconds());
    try {
      return WeaviateClientAsync.connectToCustom(custom -> {
        custom.scheme(config.isEncrypted() ? "https" : "http").httpHost(config.rest().host())
            .httpPort(config.rest().port()).grpcHost(config.rpc().host())
            .grpcPort(config.rpc().port()).timeout(seconds, seconds, seconds);
        return config.apiKey().isEmpty()
            ? custom
            : custom.authentication(Authentication.apiKey(config.apiKey()));
      });
    } catch (WeaviateConnectException e) {
      throw WeaviateFailure.away(String.valueOf(e.getMessage()), e);
    } catch (WeaviateException e) {
      throw WeaviateFailure.unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /** From now on calls use this one. */
  private void take(WeaviateClientAsync made) {
    changing.lock();
    try {
      var before = closed ? made : client;
      if (!closed) {
        client = made;
        silence.heard();
        trouble = null;
        looking = null;
      }
      if (before != null) {
        end(before);
      }
    } finally {
      changing.unlock();
    }
  }

  private static void end(WeaviateClientAsync one) {
    try {
      one.close();
    } catch (Exception e) {
      LOG.warn("a connection did not close why={}", e.getMessage());
    }
  }

  @Override
  public void close() {
    changing.lock();
    try {
      closed = true;
      trouble = WeaviateFailure.unavailable("the connection is closed");
      if (looking != null) {
        looking.interrupt();
      }
      if (client != null) {
        end(client);
      }
    } finally {
      changing.unlock();
    }
  }
}
