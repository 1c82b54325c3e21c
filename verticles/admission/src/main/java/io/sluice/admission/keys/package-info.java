/**
 * The keys of this gateway: a file that holds no secret, only what tells whether one is right. The command
 * line writes it, a running gateway reads it again when it has changed.
 */
@NullMarked
package io.sluice.admission.keys;

import org.jspecify.annotations.NullMarked;
