package io.sluice.bench;

import java.util.List;

/** What is measured. */
enum Measurement {
  HOP(BusHop::measure),
  EMBEDDING(EmbeddingSpeed::measure),
  SEARCH(SearchSpeed::measure),
  ASK(AskSpeed::measure),
  START(StartUp::measure),
  READERS(ReaderMemory::measure);

  private final Run run;

  Measurement(Run run) {
    this.run = run;
  }

  private interface Run {
    List<Row> rows(Settings settings) throws Exception;
  }

  List<Row> run(Settings settings) throws Exception {
    return run.rows(settings);
  }
}
