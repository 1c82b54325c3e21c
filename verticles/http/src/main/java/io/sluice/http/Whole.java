package io.sluice.http;

import io.sluice.http.Responses.Answer;
import io.sluice.http.Responses.Hits;

/** What comes of an {@link Inquiry}: all at once, as REST has it. */
sealed interface Whole permits Answer, Hits {}
