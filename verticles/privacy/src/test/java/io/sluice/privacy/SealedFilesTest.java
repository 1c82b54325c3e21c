package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFilesTest {
  private static final List<String> HERE = List.of("acme", "default", "handbook");
  private static final int HEADER = 8 + 32;
  private static final int SEGMENT = 65_536 + 16;

  @TempDir
  Path folder;

  private SealedFiles files;
  private Path file;

  @BeforeEach
  void makeFiles() throws IOException {
    files = new SealedFiles(PrivacyKey.loadOrCreate(folder.resolve("key")));
    file = folder.resolve("files").resolve("sealed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 1_000_000})
  void whatIsSealedComesBack(int length) throws IOException {
    var content = content(length);

    files.write(file, new ByteArrayInputStream(content), HERE);

    try (var in = files.open(file, HERE)) {
      assertArrayEquals(content, in.readAllBytes());
      assertEquals(-1, in.read());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4_096, 65_536, 65_537, 200_000})
  void itIsReadInPiecesOfAnySize(int size) throws IOException {
    var content = content(200_000);
    files.write(file, new Trickle(content, size), HERE);

    var read = new ByteArrayOutputStream();
    try (var in = files.open(file, HERE)) {
      var buffer = new byte[size];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        read.write(buffer, 0, count);
      }
    }

    assertArrayEquals(content, read.toByteArray());
  }

  @Test
  void itIsReadByteByByte() throws IOException {
    var content = content(70_000);
    files.write(file, new ByteArrayInputStream(content), HERE);

    try (var in = files.open(file, HERE)) {
      for (byte expected : content) {
        assertEquals(expected & 0xFF, in.read());
      }
      assertEquals(-1, in.read());
    }
  }

  @Test
  void theFileHoldsNoContent() throws IOException {
    files.write(file, text("kim@example.com"), HERE);

    assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("kim"));
  }

  @Test
  void aFileIsReplacedAndNothingElseIsLeft() throws IOException {
    files.write(file, text("one"), HERE);
    files.write(file, text("two"), HERE);

    try (var in = files.open(file, HERE); var names = Files.list(file.getParent())) {
      assertEquals("two", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(1, names.count());
    }
  }

  @Test
  void aSourceThatFailsLeavesTheOldFile() throws IOException {
    files.write(file, text("one"), HERE);
    var failing = new SequenceInputStream(text("two"), new Trickle(new byte[0], 0));

    assertThrows(IOException.class, () -> files.write(file, failing, HERE));

    try (var in = files.open(file, HERE); var names = Files.list(file.getParent())) {
      assertEquals("one", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(1, names.count());
    }
  }

  @Test
  void anotherKeyOrContextDoesNotOpenIt() throws IOException {
    files.write(file, text("content"), HERE);
    var other = new SealedFiles(PrivacyKey.loadOrCreate(folder.resolve("other")));

    assertThrows(UnsealException.class, () -> read(other, HERE));
    assertThrows(UnsealException.class, () -> read(files, List.of("acme", "default", "other")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 65_536, 131_072, 150_000})
  void itCannotBeCutAnywhere(int length) throws IOException {
    files.write(file, new ByteArrayInputStream(content(length)), HERE);
    var sealed = Files.readAllBytes(file);

    for (int cut : new int[]{0, 7, 8, HEADER - 1, HEADER, HEADER + 15, HEADER + 16,
        HEADER + SEGMENT - 1,
        HEADER + SEGMENT, HEADER + SEGMENT + 1, HEADER + 2 * SEGMENT, sealed.length - 16,
        sealed.length - 1}) {
      if (cut < sealed.length) {
        assertUnreadable(Arrays.copyOf(sealed, cut), "cut at " + cut);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 150_000})
  void nothingCanBeAdded(int length) throws IOException {
    files.write(file, new ByteArrayInputStream(content(length)), HERE);
    var sealed = Files.readAllBytes(file);

    for (int added : new int[]{1, 16, 17, SEGMENT}) {
      assertUnreadable(Arrays.copyOf(sealed, sealed.length + added), added + " bytes");
    }
  }

  @Test
  void noByteCanBeChanged() throws IOException {
    files.write(file, new ByteArrayInputStream(content(66_000)), HERE);
    var sealed = Files.readAllBytes(file);
    var random = new Random(7);

    for (int i = 0; i < 200; i++) {
      int at = i < HEADER ? i : random.nextInt(sealed.length);
      var changed = sealed.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertUnreadable(changed, "at " + at);
    }
  }

  @Test
  void segmentsCannotBeSwappedRepeatedOrLeftOut() throws IOException {
    files.write(file, new ByteArrayInputStream(content(4 * 65_536)), HERE);
    var sealed = Files.readAllBytes(file);

    for (var order : List.of(List.of(1, 0, 2, 3), List.of(0, 0, 2, 3), List.of(0, 2, 3), List.of(3),
        List.of(0, 1, 2, 3, 3), List.of(0, 1, 2), List.of(0, 1, 3, 2))) {
      var changed = new ByteArrayOutputStream();
      changed.write(sealed, 0, HEADER);
      for (int segment : order) {
        changed.write(sealed, HEADER + segment * SEGMENT, SEGMENT);
      }
      assertUnreadable(changed.toByteArray(), order.toString());
    }
  }

  @Test
  void aSegmentOfAnotherFileDoesNotFit() throws IOException {
    files.write(file, new ByteArrayInputStream(content(100)), HERE);
    var one = Files.readAllBytes(file);
    files.write(file, new ByteArrayInputStream(content(100)), HERE);
    var two = Files.readAllBytes(file);

    System.arraycopy(one, HEADER, two, HEADER, one.length - HEADER);

    assertUnreadable(two, "other segment");
  }

  @Test
  void whatDidNotOpenDoesNotOpenWhenAskedAgain() throws IOException {
    files.write(file, new ByteArrayInputStream(content(200_000)), HERE);
    var sealed = Files.readAllBytes(file);
    sealed[HEADER] ^= 1;
    Files.write(file, sealed);

    try (var in = files.open(file, HERE)) {
      assertThrows(UnsealException.class, in::read);
      assertThrows(UnsealException.class, in::readAllBytes);
    }
  }

  @Test
  void aFileThatIsNotThereIsToldAsSuch() {
    assertThrows(NoSuchFileException.class, () -> files.open(file, HERE));
  }

  private void assertUnreadable(byte[] sealed, String what) throws IOException {
    Files.write(file, sealed);
    assertThrows(UnsealException.class, () -> read(files, HERE), what);
  }

  private byte[] read(SealedFiles with, List<String> context) throws IOException {
    try (var in = with.open(file, context)) {
      return in.readAllBytes();
    }
  }

  private static byte[] content(int length) {
    var content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives its content in pieces of a size; of size 0 it fails. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private final int size;

    Trickle(byte[] content, int size) {
      this.in = new ByteArrayInputStream(content);
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      if (size == 0) {
        throw new IOException("the source failed");
      }
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return size == 0 ? read() : in.read(bytes, offset, Math.min(size, length));
    }
  }
}
