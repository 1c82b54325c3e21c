package io.sluice.answer.batch;

import static java.util.Objects.requireNonNull;

import io.sluice.message.CallInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch is, as it is kept on disk: whose, and how many questions.
 *
 * @param account what its questions are charged to; null where nobody counts
 * @param key by which its asker may send it again
 */
record BatchHeader(String id, String tenant, List<String> principals, @Nullable String account,
    @Nullable String key, int questions, Instant createdAt) {

  /** A file that lacks something is no batch. */
  BatchHeader {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    requireNonNull(createdAt, "createdAt");
    principals = List.copyOf(principals);
  }

  /** Whose key it is: two askers may choose the same. */
  record Key(String tenant, Set<String> principals, String key) {}

  @Nullable
  Key owned() {
    return key == null ? null : new Key(tenant, Set.copyOf(principals), key);
  }

  /** An answer may rest on documents that only these principals are shown. */
  boolean isSeenBy(CallInfo call) {
    return call.tenant().equals(tenant) && call.principals().containsAll(principals);
  }

  /** A call on behalf of the one who opened the batch. */
  CallInfo call(String requestId, Duration time, @Nullable Double budgetUsd) {
    return new CallInfo(requestId, tenant, principals, null, System.nanoTime() + time.toNanos(),
        budgetUsd, account);
  }
}
