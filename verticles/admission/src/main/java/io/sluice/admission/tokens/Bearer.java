package io.sluice.admission.tokens;

import io.sluice.message.Admission.Right;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who has a token, as it says. */
public record Bearer(String subject, String tenant, List<String> principals, Set<Right> rights,
    Instant until) {}
