package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyKeyTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("keys").resolve("privacy.key");
  }

  @Test
  void theFileIsMadeAtFirstUseAndKept() throws IOException {
    var made = PrivacyKey.loadOrCreate(file);
    var bytes = Files.readAllBytes(file);
    var loaded = PrivacyKey.loadOrCreate(file);

    assertEquals(32, bytes.length);
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertArrayEquals(derived(made, "x"), derived(loaded, "x"));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "the file system knows no permissions");

    PrivacyKey.loadOrCreate(file);

    assertEquals("rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void nothingElseIsLeftInTheFolder() throws IOException {
    PrivacyKey.loadOrCreate(file);

    try (var files = Files.list(file.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void allWhoMakeItAtOnceGetTheSame() throws Exception {
    Callable<String> making = () -> HexFormat.of()
        .formatHex(derived(PrivacyKey.loadOrCreate(file), "x"));
    var keys = new HashSet<String>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var made : threads.invokeAll(IntStream.range(0, 64).mapToObj(i -> making).toList())) {
        keys.add(made.get());
      }
    }

    assertEquals(1, keys.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 100_000})
  void aFileOfAnotherLengthIsNoKeyAndStays(int length) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[length]);

    var failure = assertThrows(IOException.class, () -> PrivacyKey.loadOrCreate(file));

    assertTrue(String.valueOf(failure.getMessage()).contains(file.toString()));
    assertEquals(length, Files.size(file));
  }

  @Test
  void whatCannotBeReadIsToldByName() throws IOException {
    Files.createDirectories(file);

    var failure = assertThrows(IOException.class, () -> PrivacyKey.loadOrCreate(file));

    assertTrue(String.valueOf(failure.getMessage()).contains(file.toString()));
  }

  @Test
  void whereNoFolderCanBeIsToldByName() throws IOException {
    var inFile = Files.writeString(folder.resolve("file"), "").resolve("key");

    var failure = assertThrows(IOException.class, () -> PrivacyKey.loadOrCreate(inFile));

    assertTrue(String.valueOf(failure.getMessage()).contains(inFile.toString()));
  }

  @Test
  void keysOfTwoPurposesOrSaltsAreIndependent() throws IOException {
    var key = PrivacyKey.loadOrCreate(file);

    assertFalse(Arrays.equals(derived(key, "x"), derived(key, "y")));
    assertFalse(
        Arrays.equals(derived(key, "x"), key.derive("x", new byte[]{1}, "AES").getEncoded()));
    assertFalse(Arrays.equals(derived(key, "x"), Files.readAllBytes(file)));
  }

  private static byte[] derived(PrivacyKey key, String purpose) {
    return key.derive(purpose, "AES").getEncoded();
  }
}
