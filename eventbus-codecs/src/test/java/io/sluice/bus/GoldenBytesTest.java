package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.message.Message;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is on the wire stays as it is, so that nodes of two versions can talk: a golden line may be
 * added for a new message, and one that changes is a decision, not a repair.
 */
class GoldenBytesTest {
  private static final String HOW = " To write src/test/resources/golden-bytes.txt anew: "
      + "mvn test -f eventbus-codecs/pom.xml -Dtest=GoldenBytesTest -Dsluice.golden=write";
  private static final Path FILE = Path.of("src/test/resources/golden-bytes.txt");

  @BeforeAll
  static void writeAnewIfAsked() throws IOException {
    if ("write".equals(System.getProperty("sluice.golden"))) {
      Files.writeString(FILE, messages().stream().map(
          message -> message.getClass().getSimpleName() + " " + hex(Wire.encode(message)) + "\n")
          .collect(Collectors.joining()));
    }
  }

  static Collection<Message> messages() {
    return Examples.fullest().values();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsWrittenAsEver(Message message) {
    assertEquals(golden(message), hex(Wire.encode(message)),
        message.getClass().getSimpleName() + " has another form than nodes in use expect." + HOW);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageOfAnOlderNodeIsRead(Message message) {
    assertEquals(message,
        Wire.decode(Buffer.buffer(HexFormat.of().parseHex(golden(message)))));
  }

  private static String golden(Message message) {
    var name = message.getClass().getSimpleName();
    var line = GoldenFile.LINES.get(name);
    assertNotNull(line, "no golden bytes for " + name + "." + HOW);
    return line;
  }

  private static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }

  /** Read after it was written. */
  private static final class GoldenFile {
    static final Map<String, String> LINES = read();

    private static Map<String, String> read() {
      try (var lines = Files.lines(FILE)) {
        return lines.map(line -> line.split(" ", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
