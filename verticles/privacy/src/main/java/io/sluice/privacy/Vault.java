package io.sluice.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what pseudonyms stand for, with AES-256-GCM; any number of threads may share it.
 *
 * <p>Sealed bytes are a version, a random nonce, and the encrypted pairs with their tag. The context is
 * no part of them but must be the same for opening: a vault put beside another document stays shut.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public Vault(PrivacyKey key) {
    this.key = key.derive("vault", "AES");
  }

  /** The pairs sealed for this context, such as tenant, collection and document. */
  public byte[] seal(Originals originals, List<String> context) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(Pairs.write(originals));
      return ByteBuffer.allocate(1 + NONCE + encrypted.length).put(VERSION).put(nonce)
          .put(encrypted).array();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  /**
   * The pairs that were sealed.
   *
   * @throws UnsealException the bytes are no vault of this key and context
   */
  public Originals open(byte[] sealed, List<String> context) throws UnsealException {
    if (sealed.length < 1 + NONCE + TAG) {
      throw new UnsealException("A vault of " + sealed.length + " bytes was cut");
    }
    if (sealed[0] != VERSION) {
      throw new UnsealException("A vault of version " + sealed[0] + " is unknown");
    }
    var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
      return Pairs.read(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
    } catch (AEADBadTagException e) {
      throw new UnsealException(
          "A vault does not open: it was changed, or it is of another key or context", e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, List<String> context)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    cipher.updateAAD(new byte[]{VERSION});
    cipher.updateAAD(Context.encode(context));
    return cipher;
  }

  /** Pairs as bytes: each text by its length and its UTF-16 units, so that any text comes back. */
  private static final class Pairs {

    static byte[] write(Originals originals) {
      var pairs = originals.byToken();
      int size = 0;
      for (var pair : pairs.entrySet()) {
        size += 8 + 2 * (pair.getKey().length() + pair.getValue().length());
      }
      var bytes = ByteBuffer.allocate(size);
      pairs.forEach((token, original) -> {
        put(bytes, token);
        put(bytes, original);
      });
      return bytes.array();
    }

    static Originals read(byte[] written) {
      var bytes = ByteBuffer.wrap(written);
      var pairs = new LinkedHashMap<String, String>();
      while (bytes.hasRemaining()) {
        var token = get(bytes);
        pairs.put(token, get(bytes));
      }
      return new Originals(pairs);
    }

    private static void put(ByteBuffer bytes, String text) {
      bytes.putInt(text.length());
      text.chars().forEach(c -> bytes.putChar((char) c));
    }

    private static String get(ByteBuffer bytes) {
      var chars = new char[bytes.getInt()];
      bytes.asCharBuffer().get(chars);
      bytes.position(bytes.position() + 2 * chars.length);
      return new String(chars);
    }
  }
}
