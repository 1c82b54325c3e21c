package io.sluice.generation;

import io.sluice.bus.EventLog;
import io.sluice.generation.citation.CitationScanner;
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
  private volatile boolean begun;

  /**
   * A speech that has not begun.
   *
   * @param known the numbers of the passages it may cite
   * @param givenUp what is told before it
   */
  Speech(Started speaker, Set<Integer> known, List<Degraded> givenUp,
      EventLog<GenerationEvent> log) {
    this.speaker = speaker;
    this.givenUp = givenUp;
    this.log = log;
    this.scanner = new CitationScanner(known, this::write);
  }

  void say(String words) {
    scanner.add(words);
  }

  void finish() {
    scanner.finish();
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
