package io.sluice.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What sealed bytes belong to, in an encoding in which ("a", "bc") differs from ("ab", "c"). */
final class Context {

  private Context() {}

  static byte[] encode(List<String> context) {
    var parts = context.stream().map(part -> part.getBytes(StandardCharsets.UTF_8)).toList();
    var encoded = ByteBuffer.allocate(parts.stream().mapToInt(part -> 4 + part.length).sum());
    for (var part : parts) {
      encoded.putInt(part.length).put(part);
    }
    return encoded.array();
  }
}
