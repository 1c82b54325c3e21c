/**
 * Inputs that nobody thought of, for the tests of other modules. {@link io.sluice.fuzzing.Fuzz} tries so
 * many of a {@link io.sluice.fuzzing.Suite}, each made from a seed and its number, so that what failed
 * can be tried again; {@link io.sluice.fuzzing.Mutations} spoils what was good,
 * {@link io.sluice.fuzzing.Requests} makes what the API's description ({@link io.sluice.fuzzing.OpenApi})
 * allows, and {@link io.sluice.fuzzing.HttpConnection} sends it as it is.
 */
@NullMarked
package io.sluice.fuzzing;

import org.jspecify.annotations.NullMarked;
