package io.sluice.parsing.text;

import io.sluice.parsing.Reason;
import io.sluice.parsing.Refused;
import io.sluice.parsing.cleaning.Tally;
import io.sluice.parsing.cleaning.Waste;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of text, decoded. */
public final class TextFile {
  /** The most bytes of a character. */
  private static final int WIDEST = 4;
  private static final int START = 1 << 16;

  private TextFile() {}

  /**
   * What is seen of a file before it is read.
   *
   * @param document it begins as; null where it begins as none
   * @param text how it begins; null where it is no text
   */
  public record Start(FileType.@Nullable Document document, @Nullable String text) {}

  /** How a file begins. */
  public static Start start(Path file, @Nullable String declaredType) throws IOException {
    byte[] bytes;
    boolean whole;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(START);
      whole = in.read() < 0;
    }
    var charset = Encoding.of(bytes, whole, FileTypes.charset(declaredType));
    var text = charset == null ? null : Decoding.lenient(bytes, charset);
    return new Start(Signatures.document(bytes),
        text != null && Encoding.isText(text) ? text : null);
  }

  /**
   * The text of a whole file.
   *
   * @param declaredCharset by the sender or by the file itself
   * @throws Refused where it is longer than the limit, or no text after all
   */
  public static String read(Path file, @Nullable String declaredCharset, int maxCharacters,
      Tally tally) throws IOException {
    if (Files.size(file) > (long) maxCharacters * WIDEST) {
      throw Refused.tooLong(maxCharacters);
    }
    var bytes = Files.readAllBytes(file);
    var text = decode(bytes, declaredCharset, tally);
    if (text.length() > maxCharacters) {
      throw Refused.tooLong(maxCharacters);
    }
    return text;
  }

  /** The first bytes of a file as if all were letters, to look for what is written in ASCII. */
  public static String ascii(Path file, int length) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
  }

  private static String decode(byte[] bytes, @Nullable String declaredCharset, Tally tally)
      throws Refused {
    Charset charset = Encoding.of(bytes, true, declaredCharset);
    if (charset == null) {
      throw new Refused(Reason.BROKEN, "is not text in any known encoding");
    }
    var text = Decoding.lenient(bytes, charset);
    tally.add(Waste.UNDECODABLE, Decoding.replaced(text), charset.name());
    return text;
  }
}
