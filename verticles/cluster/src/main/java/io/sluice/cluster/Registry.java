package io.sluice.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.jspecify.annotations.Nullable;

/**
 * Who serves what in the cluster. What each node says of itself is lost at times when nodes come and go: who
 * tidies up after one that went may still be at it when that node is back, and takes away what it said.
 */
final class Registry extends HazelcastClusterManager {
  private static final String SUBSCRIPTIONS = "__vertx.subs";

  private volatile @Nullable RegistrationListener listener;

  Registry(Config config) {
    super(config);
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    super.registrationListener(listener);
    this.listener = listener;
  }

  /** Who wants to know of this node; none before it has joined. */
  @Nullable
  RegistrationListener listener() {
    return listener;
  }

  /** Says to all once more what this node serves, and looks what others do. It blocks. */
  void sayAndLookAgain() {
    stateChanged(new LifecycleEvent(LifecycleState.MERGED));
    var knows = listener;
    if (knows != null) {
      getHazelcastInstance().<String, Object>getMultiMap(SUBSCRIPTIONS).keySet().stream()
          .filter(knows::wantsUpdatesFor).forEach(address -> look(knows, address));
    }
  }

  private void look(RegistrationListener knows, String address) {
    getRegistrations(address, (serving, failure) -> {
      if (failure == null) {
        knows.registrationsUpdated(new RegistrationUpdateEvent(address, serving));
      }
    });
  }
}
