package io.sluice.admission;

import io.sluice.admission.limits.Quota;
import io.sluice.message.Admission.Right;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, and what that one may.
 *
 * @param account what its use is charged to; null for the address it comes from
 */
record Identity(@Nullable String account, String tenant, List<String> principals,
    Set<Right> rights, Quota quota) {}
