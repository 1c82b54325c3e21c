package io.sluice.testservers;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers, which find them free also where they are started again: no machine gives any of these
 * to a connection of its own, and nobody in this process is given one twice.
 */
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int END = 32_000;
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  public static int one() throws IOException {
    return rows(1, 1).getFirst();
  }

  /** The first of each of so many rows. */
  static synchronized List<Integer> rows(int count, int length) throws IOException {
    var first = new ArrayList<Integer>();
    while (first.size() < count) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (take(port, length)) {
        first.add(port);
      }
    }
    return first;
  }

  /** False where one of the row is somebody's. */
  private static boolean take(int first, int length) throws IOException {
    for (var port = first; port < first + length; port++) {
      if (GIVEN.contains(port)) {
        return false;
      }
      try (var _ = new ServerSocket(port)) {
        GIVEN.add(port);
      } catch (BindException e) {
        return false;
      }
    }
    return true;
  }
}
