package io.sluice.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(name = "sluice", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "A RAG gateway: answers from your documents, with sources.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    RunCommand.class, ValidateCommand.class, HealthCommand.class,
    PrepareCommand.class,
    AskCommand.class, SearchCommand.class, IngestCommand.class, MigrateCommand.class,
    EvalCommand.class,
    EvalCacheCommand.class, CacheCommand.class, ExperimentsCommand.class, KeysCommand.class,
    LogsCommand.class, ReplayCommand.class,
    ModelsCommand.class})
public final class Main {
  private static final int FAILED = 1;

  /** Ends with 0, 1 where it failed, 2 where the command line was wrong. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler((e, line, parsed) -> {
      var known = e instanceof Trouble;
      line.getErr().println("sluice: " + (known ? e.getMessage() : e.toString()));
      return FAILED;
    });
  }
}
