package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.generation.citation.CitationScanner;
import io.sluice.generation.prompt.Recital;
import io.sluice.message.AnswerEvent.Citation;
import io.sluice.message.AnswerEvent.Degraded;
import io.sluice.message.GenerationEvent;
import io.sluice.message.GenerationEvent.Started;
import java.util.List;
import java.util.Set;

/** What a model says, on its way into the log; that it speaks is told with its first word. */
final class Speech {
  private final Started speaker;
  private final List<Degraded> givenUp;
  private final EventLog<GenerationEvent> log;
  private final CitationScanner scanner;
  private final Recital recital;
  private volatile boolean begun;

  /**
   * A speech that has not begun.
   *
   * @param known the numbers of the passages it may cite
   * @param givenUp what is told before it
   * @param recital whether it says what the model was told
   */
  Speech(Started speaker, Set<Integer> known, List<Degraded> givenUp, Recital recital,
      EventLog<GenerationEvent> log) {
    this.speaker = speaker;
    this.givenUp = givenUp;
    this.log = log;
    this.recital = recital;
    this.scanner = new CitationScanner(known, this::write);
  }

  /** Says no more once it recites what the model was told. */
  void say(String words) {
    if (!recital.hears(words)) {
      scanner.add(words);
    }
  }

  void finish() {
    scanner.finish();
    if (begun && recital.isHeard()) {
      log.append(new Degraded("answer",
          "was ended where the model began to repeat what the gateway had told it"));
    }
  }

  /** Whether the asker has seen any of it. */
  boolean hasBegun() {
    return begun;
  }

  String text() {
    return scanner.text();
  }

  List<Citation> citations() {
    return scanner.citations();
  }

  private void write(GenerationEvent event) {
    if (!begun) {
      begun = true;
      log.append(speaker);
      givenUp.forEach(log::append);
    }
    log.append(event);
  }
}
