package io.sluice.onnx;

/** A model that cannot be used: the file to blame and the reason, in one sentence. */
public final class UnusableModelException extends Exception {
  private static final long serialVersionUID = 1;

  public UnusableModelException(String file, String reason) {
    super(file + " " + reason);
  }

  public UnusableModelException(String file, String reason, Throwable cause) {
    super(file + " " + reason, cause);
  }

  /** The first line of what a library says of its failure, since some say a page. */
  public static String said(Throwable cause) {
    var message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
