package io.sluice.evaluation.dataset;

import java.nio.file.Path;

/** A document of a data set, by the id that its judgements name it by. */
public sealed interface Document {

  String id();

  /** Text that stands in the data set; the title may be empty. */
  record Text(String id, String title, String text) implements Document {}

  /** A file of any format the gateway can read. */
  record File(String id, Path path) implements Document {}
}
