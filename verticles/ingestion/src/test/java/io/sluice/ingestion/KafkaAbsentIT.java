package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.testservers.KafkaBroker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAbsentIT {

  @Test
  void withoutKafkaNothingOfItIsLoaded(@TempDir Path storage) throws IOException {
    var all = KafkaBroker.classPath();
    var others = Arrays.stream(all.split(File.pathSeparator))
        .filter(jar -> !Path.of(jar).getFileName().toString().contains("kafka"))
        .collect(Collectors.joining(File.pathSeparator));
    assertTrue(others.length() < all.length());

    var process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", others,
        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
        WithoutKafka.class.getName(), storage.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();

    assertEquals("DONE", new String(process.getInputStream().readAllBytes(), UTF_8)
        .lines().reduce((_, last) -> last).orElse(""));
  }
}
