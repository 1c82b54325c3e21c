package io.sluice.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The ids of documents as the gateway takes them. Those of data sets may be anything: what the
 * gateway would refuse is replaced, and a hash keeps apart what then would be the same.
 */
final class GatewayIds {
  private static final int LONGEST = 200;
  private static final int KEPT = 150;
  private static final int HASH = 16;
  private static final Pattern STEP = Pattern
      .compile("[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*");
  private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{N}._-]");

  private GatewayIds() {}

  static String of(String id) {
    if (id.length() <= LONGEST && isValid(id)) {
      return id;
    }
    var readable = "_" + REFUSED.matcher(id).replaceAll("_");
    return (readable.length() > KEPT ? readable.substring(0, KEPT) : readable) + "-" + hash(id);
  }

  private static boolean isValid(String id) {
    for (var step : id.split("/", -1)) {
      if (!STEP.matcher(step).matches()) {
        return false;
      }
    }
    return true;
  }

  private static String hash(String id) {
    try {
      var digest = MessageDigest.getInstance("SHA-256")
          .digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
