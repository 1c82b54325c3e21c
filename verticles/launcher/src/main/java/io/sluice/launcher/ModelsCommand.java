package io.sluice.launcher;

import picocli.CommandLine.Command;

/** {@code sluice models}: embedding models other than the one that comes with Sluice. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists and fetches embedding models.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    ListModelsCommand.class, PullModelCommand.class})
final class ModelsCommand {}
