package io.sluice.privacy;

import java.io.IOException;

/** Sealed bytes do not open: they were changed or cut, or the key or the context is another. */
public final class UnsealException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsealException(String message) {
    super(message);
  }

  UnsealException(String message, Throwable cause) {
    super(message, cause);
  }
}
