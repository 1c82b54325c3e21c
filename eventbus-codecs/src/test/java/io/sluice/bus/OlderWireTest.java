package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Streaming.Batch;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * During a rolling change nodes of two versions talk. The file holds messages as an earlier version wrote
 * them, before some had all the fields they have now.
 */
class OlderWireTest {
  private static final Path OLDER = Path.of("src/test/resources/golden-bytes-older.txt");
  private static final int HEAD = 3;

  static List<String> older() throws IOException {
    return Files.readAllLines(OLDER);
  }

  @ParameterizedTest
  @MethodSource("older")
  void whatAnOlderNodeSaysIsUnderstoodAndNothingOfItIsLost(String line) throws IOException {
    var bytes = HexFormat.of().parseHex(line.substring(line.indexOf(' ') + 1));
    var read = Wire.decode(Buffer.buffer(bytes));
    assertFalse(read instanceof Undecodable && !line.startsWith("Undecodable "), line);
    assertEquals(line.substring(0, line.indexOf(' ')), read.getClass().getSimpleName());
    if (!(read instanceof Batch)) {
      var now = CborMapper.INSTANCE.readTree(Wire.toCbor(read));
      var then = CborMapper.INSTANCE.readTree(bytes, HEAD, bytes.length - HEAD);
      assertHolds(now, then, line.substring(0, line.indexOf(' ')));
    }
  }

  @Test
  void theWireHasGrownSince() throws IOException {
    var now = Files.readAllLines(Path.of("src/test/resources/golden-bytes.txt"));
    assertTrue(older().stream().anyMatch(line -> !now.contains(line)
        && now.stream().anyMatch(one -> one.startsWith(line.split(" ", 2)[0] + " "))));
  }

  private static void assertHolds(JsonNode now, JsonNode then, String path) {
    if (then.isObject()) {
      then.properties().forEach(field -> {
        if (!field.getValue().isNull()) {
          assertHolds(now.path(field.getKey()), field.getValue(), path + "." + field.getKey());
        }
      });
    } else if (then.isArray()) {
      assertEquals(then.size(), now.size(), path);
      for (var i = 0; i < then.size(); i++) {
        assertHolds(now.path(i), then.path(i), path + "[" + i + "]");
      }
    } else {
      assertEquals(then, now, path);
    }
  }
}
