package io.sluice.generation.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What models are told, and what they are told otherwise by variants: each folder among the prompts that has
 * prompts of its own is a set of its name.
 */
public record PromptSets(Prompts ofAll, Map<String, Prompts> byName) {
  private static final Logger LOG = LoggerFactory.getLogger(PromptSets.class);

  public PromptSets {
    byName = Map.copyOf(byName);
  }

  /** Where there is no model there is nothing to tell it. */
  public static PromptSets none() {
    return new PromptSets(Prompts.none(), Map.of());
  }

  /** Reads those of all and the sets beside them. */
  public static PromptSets read(Path folder) throws IOException {
    var sets = new TreeMap<String, Prompts>();
    try (var folders = Files.list(folder)) {
      for (var one : folders.filter(it -> Files.exists(it.resolve("answer.en.md"))).toList()) {
        sets.put(String.valueOf(one.getFileName()), Prompts.read(one));
      }
    }
    return new PromptSets(Prompts.read(folder), sets);
  }

  /** The set of this name, or that of all, also where there is none of the name. */
  Prompts of(@Nullable String name) {
    if (name == null) {
      return ofAll;
    }
    var set = byName.get(name);
    if (set == null) {
      LOG.warn("there is no set of prompts {}: the usual ones are told", name);
      return ofAll;
    }
    return set;
  }

  /** Changes with any of the texts. */
  public String versions() {
    return ofAll.version() + byName.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(set -> " " + set.getKey() + "=" + set.getValue().version())
        .collect(Collectors.joining());
  }
}
