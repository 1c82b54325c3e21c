package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final List<String> HERE = List.of("acme", "default", "휴가-규정");
  private static final Originals ORIGINALS = new Originals(Map.of("[EMAIL:0123456789abcdef]",
      "kim@example.com", "[PHONE:0123456789abcdef]", "010-1234-5678", "😀\uD83D", ""));

  @TempDir
  Path folder;

  private Vault vault;

  @BeforeEach
  void makeVault() throws IOException {
    vault = new Vault(PrivacyKey.loadOrCreate(folder.resolve("key")));
  }

  @Test
  void whatIsSealedComesBack() throws Exception {
    assertEquals(ORIGINALS, vault.open(vault.seal(ORIGINALS, HERE), HERE));
  }

  @Test
  void nothingIsSealedToo() throws Exception {
    var nothing = new Originals(Map.of());

    assertEquals(nothing, vault.open(vault.seal(nothing, List.of()), List.of()));
  }

  @Test
  void theKeyFileOpensItLater() throws Exception {
    var sealed = vault.seal(ORIGINALS, HERE);
    var later = new Vault(PrivacyKey.loadOrCreate(folder.resolve("key")));

    assertEquals(ORIGINALS, later.open(sealed, HERE));
  }

  @Test
  void theSameIsNeverSealedTheSame() {
    assertFalse(Arrays.equals(vault.seal(ORIGINALS, HERE), vault.seal(ORIGINALS, HERE)));
  }

  @Test
  void theBytesHoldNoValue() {
    var sealed = new String(vault.seal(ORIGINALS, HERE), StandardCharsets.UTF_16BE);

    assertFalse(sealed.contains("kim"));
  }

  @Test
  void anotherKeyDoesNotOpenIt() throws Exception {
    var other = new Vault(PrivacyKey.loadOrCreate(folder.resolve("other")));
    var sealed = vault.seal(ORIGINALS, HERE);

    assertThrows(UnsealException.class, () -> other.open(sealed, HERE));
  }

  @Test
  void anotherContextDoesNotOpenIt() {
    var sealed = vault.seal(ORIGINALS, List.of("ab", "c"));

    for (var context : List.of(List.of("ab", "d"), List.of("a", "bc"), List.of("abc"),
        List.of("c", "ab"),
        List.of("ab", "c", ""), List.<String>of())) {
      assertThrows(UnsealException.class, () -> vault.open(sealed, context), context::toString);
    }
  }

  @Test
  void noBitCanBeChanged() {
    var sealed = vault.seal(ORIGINALS, HERE);

    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      var changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(UnsealException.class, () -> vault.open(changed, HERE), "bit " + bit);
    }
  }

  @Test
  void nothingCanBeCutOrAdded() {
    var sealed = vault.seal(ORIGINALS, HERE);

    for (int length = 0; length < sealed.length; length++) {
      var cut = Arrays.copyOf(sealed, length);
      assertThrows(UnsealException.class, () -> vault.open(cut, HERE), length + " bytes");
    }
    assertThrows(UnsealException.class,
        () -> vault.open(Arrays.copyOf(sealed, sealed.length + 1), HERE));
  }
}
