package io.sluice.launcher;

import picocli.CommandLine.Command;

/** {@code sluice keys}: who may ask. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = "Makes, lists, rotates and revokes keys. A gateway that runs on the same storage path knows of it within a second.", synopsisSubcommandLabel = "COMMAND", subcommands = {
    CreateKeyCommand.class, ListKeysCommand.class, RotateKeyCommand.class,
    RevokeKeyCommand.class})
final class KeysCommand {}
