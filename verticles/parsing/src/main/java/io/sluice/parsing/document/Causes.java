package io.sluice.parsing.document;

import io.sluice.parsing.Parsed.Unreadable;
import io.sluice.parsing.Reason;
import io.sluice.parsing.Refused;
import java.nio.file.FileSystemException;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;

/** Finds out what an exception of a library means: some wrap the one that tells. */
final class Causes {
  private static final int DEEPEST = 20;
  /** What the JDK has of these is their message. */
  private static final Pattern OF_THE_MACHINE = Pattern.compile(
      "No space left on device|Disk quota exceeded|Too many open files|Input/output error");

  private Causes() {}

  static Unreadable unreadable(Throwable failure) {
    var cause = failure;
    for (var i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof Refused refused) {
        return refused.unreadable();
      }
      // POI has an exception of the same name, which is not on the compile path.
      if (cause instanceof InvalidPasswordException || cause instanceof EncryptedDocumentException
          || cause.getClass().getSimpleName().equals("EncryptedDocumentException")) {
        return DocumentReader.encrypted().unreadable();
      }
      var message = String.valueOf(cause.getMessage());
      if (cause instanceof FileSystemException || OF_THE_MACHINE.matcher(message).find()) {
        return new Unreadable(Reason.CRASHED, "cannot be read by this machine just now");
      }
      if (message.contains("Zip bomb") || message.contains("zip bomb")) {
        return bomb().unreadable();
      }
      if (message.contains("JAXP00010006")) {
        return tooDeep().unreadable();
      }
      cause = cause.getCause();
    }
    return broken().unreadable();
  }

  static Refused broken() {
    return new Refused(Reason.BROKEN, "is damaged or incomplete");
  }

  static Refused tooDeep() {
    return new Refused(Reason.TOO_LARGE, "is nested too deeply to be read");
  }

  static Refused bomb() {
    return new Refused(Reason.TOO_LARGE, "unpacks to far more than its size");
  }
}
