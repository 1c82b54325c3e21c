package io.sluice.launcher;

import io.sluice.launcher.PublishedModel.PublishedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice models pull}: fetches a model into a folder and says how to use it. */
@Command(name = "pull", mixinStandardHelpOptions = true, description = "Fetches a model. What is there already is not fetched again.")
final class PullModelCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Option(names = "--to", paramLabel = "FOLDER", description = "Where to put it; below the storage path by default.")
  private @Nullable Path to;

  @Parameters(paramLabel = "NAME", description = "One that `sluice models list` lists.")
  private String name = "";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var config = options.read();
    var model = config.models().get(name);
    if (model == null) {
      throw new Trouble("there is no model " + name + " in the configuration; there are "
          + String.join(", ", new TreeMap<>(config.models()).keySet()));
    }
    var folder = (to == null ? config.modelFolder(name) : to).toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      for (var file : new TreeMap<>(model.files()).entrySet()) {
        pull(file.getValue(), folder.resolve(file.getKey()));
      }
    } catch (IOException e) {
      throw new Trouble("cannot write below " + folder + ": " + e.getMessage());
    }
    tellUse(model, folder);
    return 0;
  }

  private void pull(PublishedFile file, Path target) throws IOException {
    if (isThere(file, target)) {
      out().println(target.getFileName() + " is there already");
      return;
    }
    new Download(file, target, new DownloadProgress(spec.commandLine().getErr(), Terminal.isHere()),
        PAUSE).run();
    out().println(target.getFileName() + (file.sha256().isEmpty()
        ? " was not checked, since no checksum is configured. Its sha256 is "
            + PartFile.sha256(target)
        : " is here, and its checksum is right"));
    out().flush();
  }

  private static boolean isThere(PublishedFile file, Path target) throws IOException {
    return Files.isRegularFile(target) && (file.sha256().isEmpty()
        ? file.size() == 0 || file.size() == Files.size(target)
        : PartFile.sha256(target).equals(file.sha256()));
  }

  private void tellUse(PublishedModel model, Path folder) {
    out().println();
    out().println("To use it, lay this over the configuration (--config FILE). Documents that are");
    out().println("there already are then embedded anew in the background:");
    out().println();
    out().println("embedding:");
    out().println("  folder: " + quoted(folder.toString()));
    out().println("  pooling: " + model.pooling().name().toLowerCase(Locale.ROOT));
    out().println("  question-prefix: " + quoted(model.questionPrefix()));
    out().println("  passage-prefix: " + quoted(model.passagePrefix()));
    out().println("  languages: [" + String.join(", ", model.languages()) + "]");
    out().flush();
  }

  /** As JSON writes it, which is YAML too. */
  private static String quoted(String text) {
    return Gateway.JSON.getNodeFactory().textNode(text).toString();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
