package io.sluice.abrouting;

import io.sluice.message.AbRouting.ChangeExperiment;
import io.sluice.message.AbRouting.ExperimentChanged;
import io.sluice.message.AbRouting.Outcome;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Reply;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the experiments are switched, and what came of them. What was kept of one that is not configured now is
 * kept on, in case it will be again. Confined to one context.
 */
final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Map<String, Kept> others;
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private boolean changed;

  Ledger(ExperimentsConfig config, Map<String, Kept> kept, Instant now) {
    others = new LinkedHashMap<>(kept);
    config.all().forEach((name, experiment) -> tallies.put(name,
        new Tally(experiment, begin(name, experiment, now))));
  }

  private Kept begin(String name, ExperimentConfig experiment, Instant now) {
    var design = Design.of(experiment);
    var before = others.remove(name);
    if (before != null && before.design().equals(design)
        && before.askers().counts().size() == experiment.names().size()) {
      if (before.seen() == null) {
        LOG.info("experiment {}: who was counted is not known, so askers are counted anew; until"
            + " now {}", name, before.askers().counts());
      }
      return before.withKnownAskers();
    }
    changed = true;
    var anew = Kept.nothing(design, now, experiment.names().size());
    if (before == null) {
      return anew;
    }
    LOG.warn("experiment {} compares something else than before: it is counted anew; until now {}",
        name, before.askers().counts());
    return new Kept(design, now, before.on(), before.share(), anew.askers(), anew.sums(), null);
  }

  Map<String, Tally> tallies() {
    return Collections.unmodifiableMap(tallies);
  }

  /** Of the askers that an experiment takes; 0 while it is off. */
  double share(String experiment, Instant now) {
    var tally = tallies.get(experiment);
    return tally == null || !tally.isOn() ? 0 : tally.shareAt(now);
  }

  void add(Outcome outcome) {
    var tally = tallies.get(outcome.experiment());
    if (tally != null && tally.add(outcome)) {
      changed = true;
    } else {
      LOG.debug("not counted: {}", outcome);
    }
  }

  Reply<ExperimentChanged> change(ChangeExperiment change) {
    var tally = tallies.get(change.name());
    if (tally == null) {
      return Reply.refused(new NotFound("there is no experiment " + change.name(), "name"));
    }
    var share = change.share();
    if (share != null && !(share >= 0 && share <= 1)) {
      return Reply.refused(new BadRequest("must be from 0 to 1, not " + share, "share"));
    }
    tally.change(change.on(), share);
    changed = true;
    return Reply.of(new ExperimentChanged());
  }

  Map<String, Kept> all() {
    var all = new LinkedHashMap<>(others);
    tallies.forEach((name, tally) -> all.put(name, tally.kept()));
    return all;
  }

  /** Whether there is something new since this was asked last. */
  boolean takeChanged() {
    var was = changed;
    changed = false;
    return was;
  }

  /** What was taken could not be saved. */
  void mark() {
    changed = true;
  }
}
