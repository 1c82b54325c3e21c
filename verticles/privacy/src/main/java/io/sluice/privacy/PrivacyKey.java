package io.sluice.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The secret all keys derive from: 32 random bytes in a file that only its owner may read.
 *
 * <p>Who loses the file loses what was sealed and the meaning of all pseudonyms; who copies it can open
 * them. Keys for different purposes are independent of each other (HKDF-SHA-256).
 */
public final class PrivacyKey {
  private static final int LENGTH = 32;

  private final byte[] secret;

  private PrivacyKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * The key of this file, which is made at first use. Of several processes that make it at once, all
   * get the same.
   *
   * @throws IOException the file cannot be read or written, or is no key
   */
  public static PrivacyKey loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return load(file);
  }

  private static PrivacyKey load(Path file) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LENGTH + 1);
    } catch (IOException e) {
      throw new IOException("Cannot read the privacy key " + file, e);
    }
    if (bytes.length != LENGTH) {
      throw new IOException("The privacy key " + file + " must have exactly " + LENGTH
          + " bytes; restore it from a backup, without it nothing sealed opens");
    }
    return new PrivacyKey(bytes);
  }

  private static void create(Path file) throws IOException {
    var bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    try (var written = new NewFile(file)) {
      written.out().write(bytes);
      written.publishIfAbsent();
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its key is loaded.
    } catch (IOException e) {
      throw new IOException("Cannot create the privacy key " + file, e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  SecretKey derive(String purpose, String algorithm) {
    return derive(purpose, new byte[0], algorithm);
  }

  /** A key of its own for each purpose and salt. */
  SecretKey derive(String purpose, byte[] salt, String algorithm) {
    var info = ("sluice privacy " + purpose).getBytes(StandardCharsets.UTF_8);
    try {
      return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm,
          HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, LENGTH));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HKDF-SHA256", e);
    }
  }
}
