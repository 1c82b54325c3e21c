package io.sluice.launcher.containers;

import io.sluice.launcher.RunningGateway;
import io.sluice.testservers.Required;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the Dockerfile describes, in a folder: the distribution, which nobody may write to, and the folder
 * that is kept. Commands run with the image's environment and nothing of this process's. Where this is root
 * they run as the image's user, without any capability; elsewhere as whoever this is.
 */
final class UnpackedImage {
  private static final String HOME = "/opt/sluice";
  private static final String STORAGE = "/var/lib/sluice";
  private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Dockerfile image;
  private final Path root;
  private final Path log;

  /** Puts it together below this folder. */
  UnpackedImage(Dockerfile image, Path root) throws IOException {
    this.image = image;
    this.root = root;
    this.log = root.resolve("log");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    copyReadOnly(RunningGateway.distribution(), inside(HOME));
    var storage = Files.createDirectories(inside(STORAGE));
    if (isRoot()) {
      Files.setAttribute(storage, "unix:uid", image.user());
      Files.setAttribute(storage, "unix:gid", image.user());
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Where something of the image lies here. */
  Path inside(String path) {
    return root.resolve(path.substring(1));
  }

  private static void copyReadOnly(Path from, Path to) throws IOException {
    var folders = new ArrayList<Path>();
    try (var all = Files.walk(from)) {
      for (var one : (Iterable<Path>) all::iterator) {
        var copy = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          folders.add(Files.createDirectories(copy));
        } else {
          Files.copy(one, copy, StandardCopyOption.COPY_ATTRIBUTES);
          Files.setPosixFilePermissions(copy, PosixFilePermissions
              .fromString(Files.isExecutable(one) ? "r-xr-xr-x" : "r--r--r--"));
        }
      }
    }
    for (var folder : folders) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
  }

  /** So that they can be deleted. */
  void allowWriting() throws IOException {
    try (var all = Files.walk(inside(HOME))) {
      for (var folder : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** Every file of the distribution, and when it was changed. */
  Map<Path, Long> files() throws IOException {
    var files = new TreeMap<Path, Long>();
    try (var all = Files.walk(inside(HOME))) {
      for (var one : (Iterable<Path>) all::iterator) {
        files.put(one, Files.getLastModifiedTime(one).toMillis());
      }
    }
    return files;
  }

  /** Starts one of the image's commands, with more arguments and variables; see {@link #log}. */
  Process start(List<String> command, List<String> more, Map<String, String> environment)
      throws IOException {
    return start(log, command, more, environment);
  }

  private Process start(Path errors, List<String> command, List<String> more,
      Map<String, String> environment) throws IOException {
    var whole = new ArrayList<String>();
    if (isRoot()) {
      if (!new File("/usr/bin/setpriv").canExecute()) {
        throw Required.missing("setpriv",
            "as root this needs setpriv, which comes with util-linux");
      }
      whole.addAll(List.of("/usr/bin/setpriv", "--reuid=" + image.user(), "--regid=" + image.user(),
          "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"));
    }
    command.forEach(word -> whole.add(here(word)));
    whole.addAll(more);
    var builder = new ProcessBuilder(whole).directory(inside(image.of("WORKDIR")).toFile())
        .redirectError(errors.toFile());
    var variables = builder.environment();
    variables.clear();
    image.environment().forEach((name, value) -> variables.put(name,
        here(value).replace("$PATH", SYSTEM_PATH)));
    variables.put("JAVA_HOME", System.getProperty("java.home")); // the base image says where it is
    variables.putAll(environment);
    return builder.start();
  }

  /** Runs it to its end and gives what it said; it has to end with this. */
  String run(int exit, List<String> command, List<String> more, Map<String, String> environment)
      throws Exception {
    var errors = root.resolve("errors");
    var process = start(errors, command, more, environment);
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != exit) {
      throw new AssertionError(command + " ended with " + process.exitValue() + "\n" + said
          + Files.readString(errors));
    }
    return said;
  }

  /** What was said on the error stream by what was started. */
  String log() throws IOException {
    return Files.readString(log);
  }

  private String here(String word) {
    return word.replace(HOME, inside(HOME).toString()).replace(STORAGE,
        inside(STORAGE).toString());
  }
}
