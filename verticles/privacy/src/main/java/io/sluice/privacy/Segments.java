package io.sluice.privacy;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Seals or opens the segments of one file, one after the other. */
final class Segments {
  static final int SIZE = 64 * 1024;
  static final int TAG = 16;
  private static final int NONCE = 12;

  private final Cipher cipher;
  private final SecretKey key;
  private final byte[] context;
  private long number;

  Segments(SecretKey key, byte[] context) {
    this.key = key;
    this.context = context;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  byte[] seal(byte[] plain, int length, boolean last) {
    try {
      return next(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES-GCM", e);
    }
  }

  /** Throws where the segment is not the one that was sealed in this place. */
  byte[] open(byte[] sealed, int length, boolean last) throws GeneralSecurityException {
    return next(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
  }

  private Cipher next(int mode, boolean last) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(NONCE).putInt(last ? 1 : 0).putLong(number++).array();
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    cipher.updateAAD(context);
    return cipher;
  }
}
