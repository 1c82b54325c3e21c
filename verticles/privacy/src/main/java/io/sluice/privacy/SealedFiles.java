package io.sluice.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Files whose content only this key opens, written and read in segments of 64 KiB so that the size of a
 * file does not matter; any number of threads may share it.
 *
 * <pre>
 * "SLUICE", version (2 bytes), salt (32 bytes), segment, segment, …, last segment
 * </pre>
 *
 * <p>Each file has its own AES-256-GCM key, derived with the salt. A segment's nonce is its number and
 * whether it is the last, as in STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): segments cannot be
 * left out, moved, repeated or added without notice. What is read was checked before; that nothing is
 * missing at the end is known once the stream has ended without an exception.
 */
public final class SealedFiles {
  private static final byte[] START = {'S', 'L', 'U', 'I', 'C', 'E', 0, 1};
  private static final int SALT = 32;

  private final PrivacyKey key;
  private final SecureRandom random = new SecureRandom();

  public SealedFiles(PrivacyKey key) {
    this.key = key;
  }

  /**
   * Seals all of {@code content} into the file, which appears whole or not at all and replaces one of
   * its name.
   *
   * @param context what the file belongs to, to be named again for opening it
   */
  public void write(Path file, InputStream content, List<String> context) throws IOException {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    try (var written = new NewFile(file)) {
      var out = written.out();
      out.write(START);
      out.write(salt);
      var sealing = new Sealing(out, segments(salt, context));
      content.transferTo(sealing);
      sealing.finish();
      written.publish();
    }
  }

  /**
   * The content of a sealed file.
   *
   * @return a stream that throws {@link UnsealException} where the file is not as it was written
   * @throws UnsealException the file is no sealed file
   */
  public InputStream open(Path file, List<String> context) throws IOException {
    var in = Files.newInputStream(file);
    try {
      if (!Arrays.equals(in.readNBytes(START.length), START)) {
        throw new UnsealException("No sealed file, or one of an unknown version: " + file);
      }
      var salt = in.readNBytes(SALT);
      if (salt.length < SALT) {
        throw new UnsealException("A sealed file was cut: " + file);
      }
      return new Opening(in, segments(salt, context), file.toString());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Segments segments(byte[] salt, List<String> context) {
    return new Segments(key.derive("files", salt, "AES"), Context.encode(context));
  }
}
