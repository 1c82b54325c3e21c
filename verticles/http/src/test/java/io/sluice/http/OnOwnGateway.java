package io.sluice.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that tell the actors what to do, so that each has a gateway of its own. */
abstract class OnOwnGateway {
  @TempDir
  Path folder;
  Gateway gateway;

  @BeforeEach
  void openGateway() throws Exception {
    gateway = Gateway.open(folder);
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }
}
