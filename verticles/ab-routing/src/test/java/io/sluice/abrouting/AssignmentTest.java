package io.sluice.abrouting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.ShadowRun;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Variation;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who takes part, and with which variant. */
class AssignmentTest {
  private static final int ASKERS = 20_000;
  private static final Variation MORE = new Variation(12, null, null, null, null, null, null,
      null);
  private static final String ONE = "{'e': {'metric': 'rating', 'variants': {'more': {'k': 12}}}}";
  private static final String TWO = """
      {'e': {'metric': 'rating', 'collections': ['manuals'], 'variants': {'more': {'k': 12}}},
       'f': {'metric': 'latency', 'variants': {'less': {'k': 2}}}}""";

  @Test
  void anAskerKeepsHisVariant() {
    var first = chosen(ONE, 1);

    assertEquals(first, chosen(ONE, 1));
  }

  @Test
  void variantsGetTheirWeights() {
    var weighted = chosen("""
        {'e': {'metric': 'rating', 'weights': {'control': 2, 'c': 0.5},
               'variants': {'b': {}, 'c': {}}}}""", 1);

    assertEquals(4.0 / 7, shareOf("control", weighted), 0.015);
    assertEquals(2.0 / 7, shareOf("b", weighted), 0.015);
    assertEquals(1.0 / 7, shareOf("c", weighted), 0.015);
  }

  @Test
  void aGrowingShareMovesNobodyWhoIsIn() {
    var before = Map.<String, VariantChosen>of();
    for (var share : new double[]{0, 0.1, 0.5, 1}) {
      var now = chosen(ONE, share).entrySet().stream()
          .filter(one -> one.getValue().experiment() != null)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

      assertEquals(share, (double) now.size() / ASKERS, 0.015);
      assertTrue(now.entrySet().containsAll(before.entrySet()), "somebody was moved");
      assertEquals(share == 0 ? 0 : 0.5, shareOf("more", now), 0.03, "whoever is in");
      before = now;
    }
  }

  @Test
  void whatIsOffTakesNobody() {
    assertTrue(chosen(ONE, 0).values().stream().allMatch(VariantChosen.UNCOUNTED::equals));
  }

  @Test
  void twoExperimentsSplitAskersEachInItsOwnWay() {
    var one = chosen(ONE, 1);
    var other = chosen(ONE.replace("'e'", "'other'"), 1);
    var same = one.entrySet().stream().filter(
        asker -> asker.getValue().variant().equals(get(other, asker.getKey()).variant())).count();

    assertEquals(0.5, (double) same / ASKERS, 0.02);
  }

  @Test
  void anAskerTakesPartInTheFirstExperimentThatTakesHim() {
    var assignment = new Assignment(Experiments.of(TWO));
    var counts = new HashMap<String, Integer>();
    for (var i = 0; i < ASKERS; i++) {
      var chosen = answered(assignment, new ChooseVariant("asker-" + i, "manuals", null),
          Map.of("e", 0.5, "f", 0.5));
      counts.merge(String.valueOf(chosen.experiment()), 1, Integer::sum);
    }

    assertEquals(0.5, (double) counts.getOrDefault("e", 0) / ASKERS, 0.015);
    assertEquals(0.25, (double) counts.getOrDefault("f", 0) / ASKERS, 0.015);
  }

  @Test
  void anExperimentLeavesOtherCollectionsAlone() {
    var assignment = new Assignment(Experiments.of(TWO));
    var shares = Map.of("e", 1.0, "f", 1.0);

    assertEquals("e", answered(assignment, new ChooseVariant("a", "manuals", null), shares)
        .experiment());
    assertEquals("f", answered(assignment, new ChooseVariant("a", "default", null), shares)
        .experiment());
  }

  @Test
  void aVariantThatIsAskedForServesAndDoesNotCount() {
    var assignment = new Assignment(Experiments.of(ONE));

    assertEquals(new VariantChosen("more", null, MORE, null),
        answered(assignment, new ChooseVariant("a", "default", "more"), Map.of("e", 0.0)));
    assertEquals(VariantChosen.UNCOUNTED,
        answered(assignment, new ChooseVariant("a", "default", "control"), Map.of("e", 1.0)));
    assertEquals(VariantChosen.UNCOUNTED, answered(new Assignment(ExperimentsConfig.NONE),
        new ChooseVariant("a", "default", "control"), Map.of()));
  }

  @Test
  void aVariantThatThereIsNotIsRefusedWithThoseThereAre() {
    var reply = new Assignment(Experiments.of(TWO)).choose(
        new ChooseVariant("a", "default", "mroe"), experiment -> 1);

    assertTrue(reply instanceof Refused<VariantChosen>(BadRequest(var message, var param))
        && message.equals("there is no variant mroe; known are control, more, less")
        && "variant".equals(param), reply::toString);
  }

  @Test
  void inAShadowAllGetControlAndAVariantAnswersBeside() {
    var shadowed = chosen("""
        {'e': {'metric': 'grounded', 'shadow': true, 'weights': {'c': 3},
               'variants': {'b': {'k': 12}, 'c': {}}}}""", 1);

    assertEquals(1, shareOf("control", shadowed));
    var besides = shadowed.values().stream().map(VariantChosen::shadow).toList();
    assertTrue(besides.contains(new ShadowRun("e", "b", MORE)));
    assertEquals(0.25,
        besides.stream().filter(run -> run != null && run.variant().equals("b")).count()
            / (double) ASKERS,
        0.015);
    assertNull(get(chosen(ONE, 1), "asker-1").shadow());
  }

  @Test
  void openlyNobodyGetsControlUnderAnotherName() {
    chosen(ONE, 1).values()
        .forEach(
            one -> assertEquals(one.variant().equals(AbRouting.CONTROL) ? Variation.NONE : MORE,
                one.how()));
    assertNotEquals(Variation.NONE, MORE);
  }

  private static Map<String, VariantChosen> chosen(String experiments, double share) {
    var assignment = new Assignment(Experiments.of(experiments));
    return IntStream.range(0, ASKERS).mapToObj(i -> "asker-" + i)
        .collect(Collectors.toMap(asker -> asker,
            asker -> answered(assignment, new ChooseVariant(asker, "default", null),
                Map.of("e", share, "other", share))));
  }

  private static VariantChosen answered(Assignment assignment, ChooseVariant request,
      Map<String, Double> shares) {
    var reply = assignment.choose(request, experiment -> shares.getOrDefault(experiment, 0.0));
    return ((Answered<VariantChosen>) reply).value();
  }

  private static double shareOf(String variant, Map<String, VariantChosen> chosen) {
    return chosen.isEmpty()
        ? 0
        : (double) chosen.values().stream().filter(one -> one.variant().equals(variant)).count()
            / chosen.size();
  }

  private static VariantChosen get(Map<String, VariantChosen> chosen, String asker) {
    var one = chosen.get(asker);
    assertNotNull(one);
    return one;
  }
}
