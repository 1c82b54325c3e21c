package io.sluice.ingestion;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;

/** Finds the addresses of hosts that may be asked. Its methods block. */
final class Hosts {
  private final Resolver resolver;
  private final Predicate<InetAddress> allowed;

  Hosts(Resolver resolver, Predicate<InetAddress> allowed) {
    this.resolver = resolver;
    this.allowed = allowed;
  }

  /** The system's name service, or a test's. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** What came of looking for a host. */
  sealed interface Found {

    /** There is at least one, and all may be asked. */
    record Addresses(List<InetAddress> addresses) implements Found {}

    /** It has an address that is not to be asked: who has one such name may have any. */
    record NotAllowed(InetAddress address) implements Found {}

    record Unknown() implements Found {}
  }

  Found find(String host) {
    try {
      var addresses = List.of(resolver.resolve(host));
      for (var address : addresses) {
        if (!allowed.test(address)) {
          return new Found.NotAllowed(address);
        }
      }
      return addresses.isEmpty() ? new Found.Unknown() : new Found.Addresses(addresses);
    } catch (UnknownHostException e) {
      return new Found.Unknown();
    }
  }
}
