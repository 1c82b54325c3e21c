package io.sluice.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;

/** Nodes that come or go, and halves of a cluster that become one again, of which only the end counts. */
final class Changes implements MembershipListener, LifecycleListener {
  private final Runnable look;
  private volatile boolean merging;

  private Changes(Runnable look) {
    this.look = look;
  }

  static void watch(HazelcastInstance hazelcast, Runnable look) {
    var changes = new Changes(look);
    hazelcast.getCluster().addMembershipListener(changes);
    hazelcast.getLifecycleService().addLifecycleListener(changes);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    changed();
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    changed();
  }

  @Override
  public void stateChanged(LifecycleEvent event) {
    switch (event.getState()) {
      case MERGING -> merging = true;
      case MERGED, MERGE_FAILED -> {
        merging = false;
        look.run();
      }
      default -> {
      }
    }
  }

  private void changed() {
    if (!merging) {
      look.run();
    }
  }
}
