package io.sluice.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that leave the gateway as they found it, so that one is enough for all of a class. */
abstract class OnSharedGateway {
  @TempDir
  static Path folder;
  static Gateway gateway;

  @BeforeAll
  static void openGateway() throws Exception {
    gateway = Gateway.open(folder);
  }

  @AfterAll
  static void closeGateway() {
    gateway.close();
  }
}
