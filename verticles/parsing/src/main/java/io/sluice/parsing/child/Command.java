package io.sluice.parsing.child;

import io.sluice.parsing.ParsingConfig;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a process that reads documents is started: small, quick, and with nothing it does not need. */
final class Command {
  /** All that it gets of the environment: what tells how file names are written. */
  static final List<String> ENVIRONMENT = List.of("LANG", "LC_ALL", "LC_CTYPE", "SystemRoot");

  private Command() {}

  static List<String> of(ParsingConfig config, Path folder) {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + config.memoryMb() + "m", "-Xss2m", "-XX:MaxMetaspaceSize=192m",
        "-XX:MaxDirectMemorySize=64m",
        // Starts in a third of a second; a document is seldom long enough for more to pay off.
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData",
        // The heap is full: the document is to blame. Said on the error stream, not among answers.
        "-XX:+ExitOnOutOfMemoryError", "-XX:+DisplayVMOutputToStderr",
        "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve("crash.txt"),
        "-Djava.io.tmpdir=" + folder, "-Djava.awt.headless=true",
        // Names are looked up in a file that is not there: in no network.
        "-Djdk.net.hosts.file=" + folder.resolve("no-hosts"), "-Djdk.xml.maxElementDepth=1000",
        "-Djavax.xml.accessExternalDTD=",
        "-Djavax.xml.accessExternalSchema=", "-Djavax.xml.accessExternalStylesheet=",
        // The same text on every machine.
        "-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC",
        // Libraries have much to say about broken files, and setting up a logger takes long.
        "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
        "-Dslf4j.internal.verbosity=ERROR", "-cp",
        classPath(), ParserMain.class.getName());
  }

  /** The gateway's own; its entries may be told from the folder it runs in. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty()).map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
