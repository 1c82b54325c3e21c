package io.sluice.launcher;

import java.nio.file.Files;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice models list}: which there are, and which are here. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models that are configured.")
final class ListModelsCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var config = options.read();
    var out = spec.commandLine().getOut();
    new TreeMap<>(config.models()).forEach((name, model) -> {
      var folder = config.modelFolder(name);
      var here = model.files().keySet().stream()
          .allMatch(file -> Files.isRegularFile(folder.resolve(file)));
      out.printf("%-24s %9s  %-16s %s%n", name,
          model.size() == 0 ? "?" : DownloadProgress.megabytes(model.size()),
          String.join(" ", model.languages()), here ? folder : "not here");
    });
    out.flush();
    return 0;
  }
}
