package io.sluice.cache.alike;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final int DIMENSION = 384;
  private static final Asked ANY = Asked.of("?");

  private final Candidates<Integer> candidates = new Candidates<>();
  private final Random random = new Random(7);

  @Test
  void theNearestByVectorsAreThoseOfAScanOfAll() {
    var vectors = new ArrayList<float[]>();
    for (var i = 0; i < 3000; i++) {
      vectors.add(i % 3 == 0 ? vector() : near(vectors.get(i - i % 3), 0.15 * (i % 3)));
      candidates.add(i, ANY, vectors.get(i), i);
    }
    for (var i = 0; i < 100; i++) {
      var asked = near(vectors.get(i * 30), 0.4);
      var expected = new ArrayList<Integer>();
      for (var at = 0; at < vectors.size(); at++) {
        expected.add(at);
      }
      expected.sort(Comparator.comparingDouble(at -> -dot(vectors.get(at), asked)));
      assertEquals(expected.subList(0, 3),
          candidates.nearest(ANY, asked, 3).stream().map(Candidate::id).toList());
    }
  }

  @Test
  void theCosineIsToldWithThem() {
    var vector = vector();
    candidates.add(1, ANY, vector, "a");
    var cosine = candidates.nearest(ANY, vector, 1).getFirst().cosine();
    assertNotNull(cosine);
    assertEquals(1, cosine, 1e-5);
  }

  @Test
  void koreanIsFoundByItsWords() {
    add(1, "연차 휴가는 며칠인가요?");
    add(2, "주차장은 어디에 있나요?");
    add(3, "법인카드를 잃어버리면 어떻게 하나요?");
    assertEquals(3, nearest("법인카드 분실했어요"));
    assertEquals(2, nearest("주차는 어디에 하나요?"));
    assertEquals(1, nearest("휴가가 며칠이나 되죠?"));
    assertEquals(List.of(), candidates.nearest(Asked.of("xyz"), null, 3));
  }

  @Test
  void whatIsFoundIsJudged() {
    add(1, "연차 휴가는 며칠인가요?");
    add(2, "주차장은 어디에 있나요?");
    var match = candidates.find(Asked.of("연차 휴가가 며칠이에요?"), null);
    assertNotNull(match);
    assertEquals(1, match.candidate().id());
    assertTrue(match.verdict().same(Judge.USUAL_THRESHOLD), match::toString);
    assertNull(candidates.find(Asked.of("xyz"), null));
  }

  @Test
  void whatIsRemovedIsNotFound() {
    var vector = vector();
    candidates.add(1, Asked.of("연차 휴가는 며칠인가요?"), vector, 1);
    candidates.add(2, Asked.of("연차는 며칠 남았나요?"), near(vector, 0.5), 2);
    assertTrue(candidates.remove(1));
    assertFalse(candidates.remove(1));
    assertEquals(1, candidates.size());
    assertEquals(2, nearest("연차 휴가는 며칠인가요?"));
    assertEquals(2, candidates.nearest(ANY, vector, 5).getFirst().id());
    assertTrue(candidates.remove(2));
    assertEquals(List.of(), candidates.nearest(ANY, vector, 5));
    assertEquals(List.of(), candidates.nearest(Asked.of("연차"), null, 5));
  }

  @Test
  void anIdThatIsAddedAgainIsReplaced() {
    add(1, "연차 휴가는 며칠인가요?");
    add(1, "주차장은 어디에 있나요?");
    assertEquals(1, candidates.size());
    assertEquals(List.of(), candidates.nearest(Asked.of("연차 휴가"), null, 5));
    assertEquals(1, nearest("주차장"));
  }

  @Test
  void aPlaceThatWasGivenUpIsUsedAgain() {
    for (var round = 0; round < 50; round++) {
      for (var i = 0; i < 20; i++) {
        candidates.add(i, Asked.of("질문 " + i + " 라운드 " + round), i % 2 == 0 ? vector() : null, i);
      }
      for (var i = 0; i < 20; i += 3) {
        candidates.remove(i);
      }
    }
    assertEquals(13, candidates.size());
    var found = candidates.nearest(Asked.of("질문 라운드 49"), null, 50).stream()
        .map(Candidate::id).sorted().toList();
    assertEquals(13, found.size());
    assertEquals(6, candidates.nearest(ANY, vector(), 50).size());
  }

  @Test
  void aQuestionWithoutAVectorIsNotFoundByOne() {
    add(1, "연차 휴가는 며칠인가요?");
    assertEquals(List.of(), candidates.nearest(Asked.of("연차 휴가"), vector(), 5));
    candidates.add(2, ANY, vector(), 2);
    assertEquals(1, candidates.nearest(Asked.of("연차 휴가"), vector(), 5).size());
  }

  @Test
  void vectorsOfTwoModelsDoNotMix() {
    candidates.add(1, ANY, vector(), 1);
    assertThrows(IllegalArgumentException.class,
        () -> candidates.add(2, ANY, new float[DIMENSION * 2], 2));
  }

  private void add(int id, String text) {
    candidates.add(id, Asked.of(text), null, id);
  }

  private int nearest(String text) {
    return candidates.nearest(Asked.of(text), null, 1).getFirst().id();
  }

  private float[] vector() {
    var vector = new float[DIMENSION];
    for (var i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return unit(vector);
  }

  private float[] near(float[] vector, double away) {
    var moved = vector.clone();
    var direction = vector();
    for (var i = 0; i < DIMENSION; i++) {
      moved[i] += (float) away * direction[i];
    }
    return unit(moved);
  }

  private static float[] unit(float[] vector) {
    var length = (float) Math.sqrt(dot(vector, vector));
    for (var i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (var i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
