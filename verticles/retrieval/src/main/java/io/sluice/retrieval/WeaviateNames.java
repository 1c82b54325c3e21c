package io.sluice.retrieval;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names and texts as Weaviate takes them.
 *
 * <p>Its tenants have up to 64 letters, digits, hyphens and underscores. Short plain names stay as
 * they are, any other becomes an underscore and a hash; so two never become one, and neither does a
 * pair of them.
 */
final class WeaviateNames {

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9-]{1,30}");
  private static final int HASH_BYTES = 14;

  /** Around what is compared as a whole: Weaviate trims it otherwise. */
  private static final char EDGE = '|';

  private WeaviateNames() {}

  /** The tenant of Weaviate that a tenant of ours is. */
  static String tenant(String tenant) {
    return PLAIN.matcher(tenant).matches()
        ? tenant
        : "_" + HexFormat.of().formatHex(hash(tenant), 0, HASH_BYTES);
  }

  /** The tenant of Weaviate that a collection of a tenant of ours is. */
  static String collection(String tenant, String collection) {
    return tenant(tenant) + "_" + tenant(collection);
  }

  /** The same id for the same text. */
  static String uuid(String text) {
    var bytes = ByteBuffer.wrap(hash(text));
    return uuid(bytes.getLong(), bytes.getLong());
  }

  /** A UUID of version 8, whose other bits are anybody's. */
  private static String uuid(long most, long least) {
    return new UUID((most & ~0xf000L) | 0x8000L, (least & ~(3L << 62)) | (2L << 62)).toString();
  }

  /** That of one of those at a place, which are beside each other in the order of ids. */
  static String uuid(String place, String text) {
    return uuid(ByteBuffer.wrap(hash(place)).getLong(), ByteBuffer.wrap(hash(text)).getLong());
  }

  /** A vector's name: that of its space. */
  static String vector(Space space) {
    return "v" + space.dimension() + "_"
        + HexFormat.of().formatHex(hash(space.model()), 0, HASH_BYTES);
  }

  /** A text that is equal to itself alone. */
  static String exactly(String text) {
    return EDGE + text + EDGE;
  }

  /** A pattern of those that begin so, where they were stored literally. */
  static String beginningWith(String text) {
    return EDGE + literally(text) + "*";
  }

  /** A text in which nothing has a meaning in a pattern; there is no way to escape what has. */
  static String literally(String text) {
    return text.replace('*', '\uE02A').replace('?', '\uE03F').replace('\\', '\uE05C');
  }

  /** A text whose order is that of the other's bytes, whatever is taken for equal. */
  static String inOrder(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
