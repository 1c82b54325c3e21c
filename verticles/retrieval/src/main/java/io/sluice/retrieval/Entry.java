package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Versions.State;
import io.sluice.message.Versions.VersionSummary;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version in a collection: its head at once, what is larger when it is asked for. */
interface Entry {

  Head head();

  State state();

  /** Of the passages, in the order of the text. */
  List<String> hashes() throws IOException;

  String text() throws IOException;

  /**
   * The passages that stand so many before and behind the one that begins here; null where none does,
   * or it is not searched.
   */
  @Nullable
  Surroundings around(int start, int window) throws IOException;

  /** With the passages and their vectors, in the order of the text. */
  StoredVersion content() throws IOException;

  default String id() {
    return head().document().id();
  }

  default int number() {
    return head().document().version();
  }

  /** Whether the version's own access list lets the asker see it. */
  default boolean isVisibleTo(CallInfo call) {
    var acl = head().document().acl();
    return acl.isEmpty() || acl.stream().anyMatch(call.principals()::contains);
  }

  default boolean isLeftOut() {
    return state() == State.LEFT_OUT;
  }

  default VersionSummary summary() {
    return new VersionSummary(head().document(), head().passages(), state(), head().leftOutFor());
  }
}
