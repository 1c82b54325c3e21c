/**
 * What was embedded, found and answered before, as long as it is still true and the asker may have it.
 * {@link io.sluice.cache.CacheVerticle} takes requests off the bus and passes them to one of three:
 * {@link io.sluice.cache.Embeddings}, {@link io.sluice.cache.FoundPassages} and
 * {@link io.sluice.cache.Answers}.
 *
 * <p>The latter two keep what rests on documents on a {@link io.sluice.cache.Shelf}, which knows of each
 * thing which passages it is made from. What changes in a collection is heard as it happens and noted in
 * its {@link io.sluice.cache.History}: what is made from a passage that is gone is forgotten at once, and
 * what was made before a change that touches it is not kept when it comes too late. Passages that come
 * make nothing untrue, but a search may now find something better: so an answer from before is only given
 * once the same search has been done again and found none of them.
 *
 * <p>Everything here runs on one event loop, so nothing is locked.
 */
@NullMarked
package io.sluice.cache;

import org.jspecify.annotations.NullMarked;
