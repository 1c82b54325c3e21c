package io.sluice.launcher;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice run}: serves until it is told to stop. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Starts the gateway.")
final class RunCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Option(names = "--roles", paramLabel = "ROLE", split = ",", description = "What this node of a cluster does, with commas between; without it everything.")
  private List<String> roles = List.of();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    var config = roles.isEmpty()
        ? options.read()
        : options.read(Map.of("cluster.roles", "[" + String.join(", ", roles) + "]"));
    var node = Node.start(config);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
    endWithParent();

    var out = spec.commandLine().getOut();
    out.println();
    out.println("  Sluice is ready:  " + (config.http().tls().isUsed() ? "https://" : "http://")
        + shown(config.http().host()) + ":" + node.port());
    out.println();
    out.flush();
    stopped.await();
    return 0;
  }

  /** A build tool that started us may be killed without telling us. */
  private static void endWithParent() {
    if (Boolean.parseBoolean(System.getenv("SLUICE_EXIT_WITH_PARENT"))) {
      ProcessHandle.current().parent().ifPresent(parent -> Thread.ofVirtual().start(() -> {
        parent.onExit().join();
        System.exit(0);
      }));
    }
  }

  private static String shown(String host) {
    return switch (host) {
      case "127.0.0.1", "0.0.0.0", "::" -> "localhost";
      default -> host;
    };
  }
}
