package io.sluice.generation.extractive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConceptTest {

  @Test
  void aCompoundAndItsPartsAreOneConcept() {
    var concepts = Concept.of(List.of("지하철", "지하", "철", "역", "역"));

    assertEquals(
        List.of(new Concept("지하철", List.of("지하", "철")), new Concept("역", List.of())), concepts);
  }

  @Test
  void termsThatOnlyFollowEachOtherAreConceptsOfTheirOwn() {
    var concepts = Concept.of(List.of("book", "boo", "room"));

    assertEquals(List.of("book", "boo", "room"), concepts.stream().map(Concept::term).toList());
  }

  @Test
  void aCompoundIsMetAsAWholeOrByItsParts() {
    var concept = new Concept("지하철", List.of("지하", "철"));

    assertEquals(1, met(concept, Set.of("지하철")));
    assertEquals(1, met(concept, Set.of("지하", "철")));
    assertEquals(0.5, met(concept, Set.of("지하")));
    assertEquals(0, met(concept, Set.of("버스")));
  }

  private static double met(Concept concept, Set<String> terms) {
    return concept.met(term -> terms.contains(term) ? 1 : 0);
  }
}
