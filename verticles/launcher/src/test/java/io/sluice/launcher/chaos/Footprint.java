package io.sluice.launcher.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process holds: connections, files (with those) and threads, and after a collection of garbage
 * its heap and how many objects of each of our classes are in it, such as open logs of answers.
 */
record Footprint(long connections, long files, long threads, long heap,
    Map<String, Long> objects) {
  private static final int SOME = 30;
  private static final int SOME_OBJECTS = 300;
  private static final long SOME_HEAP = 32L << 20;
  private static final String OURS = "io.sluice.";
  private static final String LISTENING = "0A";

  /** Whether the operating system tells of all that. */
  static boolean isKnown() {
    return Files.isDirectory(Path.of("/proc/self/fd"))
        && Files.isReadable(Path.of("/proc/net/tcp"));
  }

  static Footprint of(long pid) throws IOException {
    var process = Path.of("/proc", String.valueOf(pid));
    var objects = new TreeMap<String, Long>();
    var heap = 0L;
    for (var line : histogram(pid)) {
      var words = line.strip().split("\\s+", -1);
      if (words[0].equals("Total")) {
        heap = Long.parseLong(words[2]);
      } else if (words.length > 3 && words[3].startsWith(OURS)) {
        objects.merge(words[3], Long.parseLong(words[1]), Long::sum);
      }
    }
    return new Footprint(connections(pid), count(process.resolve("fd")),
        count(process.resolve("task")), heap, objects);
  }

  /** Those to whom it is connected, whoever began. */
  static long connections(long pid) throws IOException {
    var sockets = new HashSet<String>();
    for (var table : List.of("tcp", "tcp6")) {
      var file = Path.of("/proc/net", table);
      for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        var words = line.strip().split("\\s+", -1);
        if (words.length > 9 && !words[3].equals(LISTENING)) {
          sockets.add("socket:[" + words[9] + "]");
        }
      }
    }
    var connections = 0L;
    try (var files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (var file : files.toList()) {
        try {
          connections += sockets.contains(Files.readSymbolicLink(file).toString()) ? 1 : 0;
        } catch (NoSuchFileException e) {
          // closed while we looked
        }
      }
    }
    return connections;
  }

  /** What there is clearly more of than before. */
  List<String> grownSince(Footprint before) {
    var grown = new ArrayList<String>();
    grown(grown, "connections", before.connections, connections, before.connections + SOME);
    grown(grown, "files", before.files, files, before.files + SOME);
    grown(grown, "threads", before.threads, threads, before.threads + SOME);
    grown(grown, "heap", before.heap, heap, before.heap * 3 / 2 + SOME_HEAP);
    objects.forEach((name, count) -> {
      var then = before.objects.getOrDefault(name, 0L);
      grown(grown, name, then, count, then * 3 / 2 + SOME_OBJECTS);
    });
    return grown;
  }

  private static void grown(List<String> grown, String what, long before, long now, long most) {
    if (now > most) {
      grown.add(what + ": " + before + " before, " + now + " now");
    }
  }

  private static long count(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static List<String> histogram(long pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
        .redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
