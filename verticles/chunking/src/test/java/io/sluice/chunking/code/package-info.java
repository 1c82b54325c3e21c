/** Tests of finding functions and classes, on sources as people write them and on broken ones. */
@NullMarked
package io.sluice.chunking.code;

import org.jspecify.annotations.NullMarked;
