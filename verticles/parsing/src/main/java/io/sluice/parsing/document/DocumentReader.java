package io.sluice.parsing.document;

import io.sluice.parsing.Parsed;
import io.sluice.parsing.Parsed.Read;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Reason;
import io.sluice.parsing.Refused;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/**
 * Reads documents one after the other: tells what it is by its bytes, has it read by whoever can, and says in a
 * sentence why not where it cannot be read. Confined to one thread.
 */
public final class DocumentReader {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentReader.class);

  // Slow to make, and not needed for every document.
  private @Nullable Detector detector;
  private @Nullable OfficeReader office;

  public Parsed read(Source source) {
    try {
      return new Read(text(source));
    } catch (Refused e) {
      return e.unreadable();
    } catch (InvalidPasswordException | EncryptedDocumentException e) {
      return encrypted().unreadable();
    } catch (ZeroByteFileException e) {
      return Refused.empty().unreadable();
    } catch (StackOverflowError e) {
      return Causes.tooDeep().unreadable();
    } catch (IOException | TikaException | SAXException | RuntimeException e) {
      LOG.debug("could not be read", e);
      return Causes.unreadable(e);
    }
  }

  static Refused encrypted() {
    return new Refused(Reason.ENCRYPTED, "is protected by a password");
  }

  private ParsedText text(Source source) throws IOException, TikaException, SAXException {
    // Telling what it is unpacks some of it already.
    ZipCheck.check(source.file());
    var type = source.mediaType() != null ? source.mediaType() : detect(source);
    if (type.equals(MediaTypes.PDF)) {
      return PdfReader.read(source);
    }
    if (type.equals(MediaTypes.HTML) || type.equals(MediaTypes.XHTML)) {
      return HtmlReader.read(source);
    }
    if (MediaTypes.WORD.contains(type)) {
      return new DocxReader(source, type).read();
    }
    if (MediaTypes.OFFICE.contains(type)) {
      office = office == null ? new OfficeReader() : office;
      return office.read(source, type);
    }
    throw refusal(source, type);
  }

  private String detect(Source source) throws IOException {
    detector = detector == null ? new DefaultDetector() : detector;
    var metadata = new Metadata();
    try (var in = TikaInputStream.get(source.file(), metadata)) {
      return detector.detect(in, metadata).getBaseType().toString();
    }
  }

  private static Refused refusal(Source source, String type) {
    if (MediaTypes.ENCRYPTED.contains(type)) {
      return encrypted();
    }
    if (type.equals(MediaTypes.OLD_HANGUL)) {
      return new Refused(Reason.UNSUPPORTED,
          "was written by a Hangul older than 5.0: save it anew as HWP 5 or PDF");
    }
    // Only the container was told: what should be in it is not there.
    if (MediaTypes.CONTAINERS.contains(type)
        || (type.equals("application/zip") && !ZipCheck.opens(source.file()))) {
      return Causes.broken();
    }
    return new Refused(Reason.UNSUPPORTED, type.equals("application/octet-stream")
        ? "is of no kind that can be read"
        : "is of a kind that cannot be read (" + type + ")");
  }
}
