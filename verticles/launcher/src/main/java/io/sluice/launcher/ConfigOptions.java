package io.sluice.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say which configuration is meant. */
final class ConfigOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "A file to lay over the shipped configuration; may be given several times.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets one key, as in http.port=9090; may be given several times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  NodeConfig read() {
    return read(Map.of());
  }

  /** With these values whatever the options say. */
  NodeConfig read(Map<String, String> fixed) {
    var settings = new LinkedHashMap<>(overrides);
    settings.putAll(fixed);
    return read(files, settings);
  }

  /** These files over the shipped one, and these values over both. */
  static NodeConfig read(List<Path> files, Map<String, String> overrides) {
    var all = new ArrayList<Path>();
    all.add(shipped());
    all.addAll(files);
    return ConfigFiles.orThrow(new ConfigFiles(System::getenv).read(all, overrides));
  }

  private static Path shipped() {
    var home = System.getenv("SLUICE_HOME");
    var file = Path.of(home == null ? "." : home, "conf", "sluice.yaml");
    if (!Files.isReadable(file)) {
      throw new Trouble("there is no " + file + "; start Sluice by its bin/sluice");
    }
    return file;
  }
}
