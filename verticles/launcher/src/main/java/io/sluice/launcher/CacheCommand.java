package io.sluice.launcher;

import picocli.CommandLine.Command;

/** {@code sluice cache}: what a running gateway remembers. */
@Command(name = "cache", mixinStandardHelpOptions = true, description = "Shows, explains and clears what a running gateway remembers.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    CacheStatsCommand.class, CacheExplainCommand.class, CacheEvictCommand.class})
final class CacheCommand {}
