/**
 * Who may ask, and how much. {@link io.sluice.admission.AdmissionVerticle} is asked once for each request:
 * {@link io.sluice.admission.Doorkeeper} finds out whose key or token it brings, and the limits of that one
 * say whether it may go on. What an answer has cost is charged when it has ended.
 */
@NullMarked
package io.sluice.admission;

import org.jspecify.annotations.NullMarked;
