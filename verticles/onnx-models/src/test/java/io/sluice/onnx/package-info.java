/** Tests with tokenizers whose ids the reference implementation gave. */
@NullMarked
package io.sluice.onnx;

import org.jspecify.annotations.NullMarked;
