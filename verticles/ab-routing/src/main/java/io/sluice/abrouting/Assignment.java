package io.sluice.abrouting;

import io.sluice.message.AbRouting;
import io.sluice.message.AbRouting.ChooseVariant;
import io.sluice.message.AbRouting.ShadowRun;
import io.sluice.message.AbRouting.VariantChosen;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Variation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Which variant serves whom. Nothing is remembered of askers: two hashes of the experiment's name and the
 * asker, independent of each other, say whether he takes part and with which variant, the same on each node
 * and at any time. Since the second does not depend on the share, one who takes part keeps his variant while
 * the share grows. An asker takes part in one experiment only: the first in the order of the configuration
 * that takes him.
 */
final class Assignment {
  private static final double TO_UNIT = 0x1.0p-53;
  private static final int SPARE_BITS = 11;

  private final ExperimentsConfig config;
  private final Map<String, Variation> variants = new LinkedHashMap<>();

  Assignment(ExperimentsConfig config) {
    this.config = config;
    variants.put(AbRouting.CONTROL, Variation.NONE);
    config.all().values().forEach(experiment -> variants.putAll(experiment.variants()));
  }

  /** @param shareOf an experiment takes now of the askers; 0 while it is off */
  Reply<VariantChosen> choose(ChooseVariant request, ToDoubleFunction<String> shareOf) {
    return request.variant() == null
        ? Reply.of(byChance(request, shareOf))
        : forced(request.variant());
  }

  private Reply<VariantChosen> forced(String name) {
    var how = variants.get(name);
    return how == null
        ? Reply.refused(new BadRequest("there is no variant " + name + "; known are "
            + String.join(", ", variants.keySet()), "variant"))
        : Reply.of(new VariantChosen(name, null, how, null));
  }

  private VariantChosen byChance(ChooseVariant request, ToDoubleFunction<String> shareOf) {
    for (var entry : config.all().entrySet()) {
      var experiment = entry.getValue();
      if (experiment.isAbout(request.collection())) {
        var chance = Chance.of(entry.getKey(), request.asker());
        if (chance.part() < shareOf.applyAsDouble(entry.getKey())) {
          return experiment.shadow()
              ? inShadow(entry.getKey(), experiment, chance)
              : openly(entry.getKey(), experiment, chance);
        }
      }
    }
    return VariantChosen.UNCOUNTED;
  }

  private static VariantChosen openly(String name, ExperimentConfig experiment, Chance chance) {
    var variant = pick(experiment.names(), experiment.shares(), chance.variant());
    return new VariantChosen(variant, name, how(experiment, variant), null);
  }

  private static VariantChosen inShadow(String name, ExperimentConfig experiment, Chance chance) {
    var shares = experiment.shares();
    var others = experiment.names().subList(1, shares.size());
    var variant = pick(others, shares.subList(1, shares.size()),
        chance.variant() * (1 - shares.getFirst()));
    return new VariantChosen(AbRouting.CONTROL, name, Variation.NONE,
        new ShadowRun(name, variant, how(experiment, variant)));
  }

  private static Variation how(ExperimentConfig experiment, String variant) {
    return experiment.variants().getOrDefault(variant, Variation.NONE);
  }

  private static String pick(List<String> names, List<Double> shares, double at) {
    var sum = 0.0;
    for (var i = 0; i < names.size() - 1; i++) {
      sum += shares.get(i);
      if (at < sum) {
        return names.get(i);
      }
    }
    return names.getLast();
  }

  /**
   * Where an asker is among all, once for whether he takes part and once for his variant; from 0 to 1, without
   * 1.
   */
  private record Chance(double part, double variant) {

    static Chance of(String experiment, String asker) {
      var bytes = Hash.of(experiment + '\0' + asker);
      return new Chance(unit(bytes.getLong()), unit(bytes.getLong()));
    }

    private static double unit(long bits) {
      return (bits >>> SPARE_BITS) * TO_UNIT;
    }
  }
}
