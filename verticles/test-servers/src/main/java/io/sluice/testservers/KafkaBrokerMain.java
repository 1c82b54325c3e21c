package io.sluice.testservers;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** A broker in a process of its own, which ends with the one that started it. */
final class KafkaBrokerMain {

  private KafkaBrokerMain() {}

  /** Takes the file with the broker's properties. */
  public static void main(String[] arguments) {
    ProcessHandle.current().parent().ifPresent(parent -> {
      var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
    });
    StorageTool.execute(new String[]{"format", "--ignore-formatted", "-t",
        "AAAAAAAAAAAAAAAAAAAAAQ", "-c", arguments[0]}, System.out);
    Kafka.main(arguments);
  }
}
