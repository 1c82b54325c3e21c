/**
 * Who somebody is by the word of somebody else: a JSON Web Token that an issuer signed whose keys are
 * published.
 */
@NullMarked
package io.sluice.admission.tokens;

import org.jspecify.annotations.NullMarked;
