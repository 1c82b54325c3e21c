package io.sluice.ingestion;

import java.nio.file.Path;

/** Takes one document in and says so: to be run where Kafka's jars are missing. */
final class WithoutKafka extends IngestionCase {

  public static void main(String[] arguments) {
    var test = new WithoutKafka();
    test.storage = Path.of(arguments[0]);
    test.serveNeighbours();
    test.start();
    System.out.println(test.ended(test.submit("a.md", TEXT)).status());
    result(test.vertx.undeploy(test.deployment));
    test.close();
  }
}
