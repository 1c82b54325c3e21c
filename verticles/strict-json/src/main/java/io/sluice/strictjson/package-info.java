/**
 * Reads what people write (request bodies, configuration) into records that check themselves. What
 * is wrong comes back as a value that names the path of the field and says what it should have been;
 * unknown fields are wrong, and nothing is quietly turned into another type.
 *
 * <p>{@link io.sluice.strictjson.StrictReader} reads; a record's compact constructor calls
 * {@link io.sluice.strictjson.Check}; {@link io.sluice.strictjson.Parsed} is what comes of it.
 */
@NullMarked
package io.sluice.strictjson;

import org.jspecify.annotations.NullMarked;
