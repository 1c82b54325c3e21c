package io.sluice.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeaviateNamesTest {

  private static final List<String> NAMES = List.of("acme", "ACME", "../acme", "한글", "a_b", "a",
      "b",
      "_", "", "x".repeat(240), "x".repeat(30), "x".repeat(31), "a|b", "A.b");

  @Test
  void ofTenantsAreTakenByWeaviate() {
    for (var tenant : NAMES) {
      for (var collection : NAMES) {
        assertTrue(
            WeaviateNames.collection(tenant, collection).matches("[A-Za-z0-9_-]{1,64}"),
            () -> tenant + " " + collection);
      }
    }
  }

  @Test
  void ofTwoPairsAreNeverTheSame() {
    var names = NAMES.stream()
        .flatMap(tenant -> NAMES.stream().map(name -> WeaviateNames.collection(tenant, name)))
        .collect(Collectors.toSet());

    assertEquals(NAMES.size() * NAMES.size(), names.size());
  }

  @Test
  void thatAreShortAndPlainStayReadable() {
    assertEquals("acme_docs", WeaviateNames.collection("acme", "docs"));
  }

  @Test
  void giveTheSameIdForTheSameText() {
    var id = WeaviateNames.uuid("a");

    assertEquals(id, WeaviateNames.uuid("a"));
    assertEquals(8, UUID.fromString(id).version());
    assertEquals(2, UUID.fromString(id).variant());
    assertTrue(!id.equals(WeaviateNames.uuid("b")));
  }

  @Test
  void ofOnePlaceAreBesideEachOtherInTheOrderOfIds() {
    var ids = Stream.of("a/0", "a/1", "b/0").flatMap(place -> Stream.of("first", "second")
        .map(version -> WeaviateNames.uuid(place, version))).sorted().toList();

    assertEquals(6, Set.copyOf(ids).size());
    for (var i = 0; i < ids.size(); i += 2) {
      assertEquals(ids.get(i).substring(0, 18), ids.get(i + 1).substring(0, 18));
    }
    assertEquals(8, UUID.fromString(ids.getFirst()).version());
    assertEquals(2, UUID.fromString(ids.getFirst()).variant());
  }

  @Test
  void areInTheOrderOfTheirBytes() {
    assertTrue(WeaviateNames.inOrder("Z").compareTo(WeaviateNames.inOrder("a")) < 0);
    assertTrue(WeaviateNames.inOrder("a").compareTo(WeaviateNames.inOrder("ab")) < 0);
    assertTrue(WeaviateNames.inOrder("z").compareTo(WeaviateNames.inOrder("가")) < 0);
  }

  @Test
  void haveNoPatternsInThem() {
    var literal = WeaviateNames.literally("a*b?c\\");

    assertTrue(literal.chars().noneMatch(c -> c == '*' || c == '?' || c == '\\'), literal);
    assertTrue(WeaviateNames.beginningWith("https://x/?").endsWith("*"));
  }
}
