package io.sluice.launcher.cluster;

import io.sluice.testservers.Required;
import java.io.IOException;
import java.util.List;

/** A node's own address that nothing reaches, and that reaches nothing, until this is closed. */
final class BusCut implements AutoCloseable {
  private final String address;

  private BusCut(String address) {
    this.address = address;
  }

  /** Needs to be root, and {@code ip}; the test is skipped where it cannot be. */
  static BusCut of(String address) {
    if (route("replace", address) != 0) {
      throw Required.missing("cut", "may change routes, as root with ip of iproute2");
    }
    return new BusCut(address);
  }

  private static int route(String what, String address) {
    try {
      return new ProcessBuilder(List.of("ip", "route", what, "blackhole", address + "/32", "table",
          "local")).inheritIO().start().onExit().join().exitValue();
    } catch (IOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    if (route("del", address) != 0) {
      throw new AssertionError(address + " stays cut off: ip route del blackhole " + address
          + "/32 table local");
    }
  }
}
