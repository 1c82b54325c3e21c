package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A short text that stands for all of the configuration that answers depend on: how passages are found,
 * which models there are and what they are told. An answer that was given under another one is not given
 * again.
 */
final class Policy {
  private static final List<String> PARTS = List.of("answer", "embedding", "generation", "language",
      "rerank", "retrieval", "tier-routing");
  /** Secrets, and what says nothing of answers: it may change without others. */
  private static final Set<String> LEFT_OUT = Set.of("api-key", "api-key-file", "path", "threads",
      "search-threads", "max-queued", "max-concurrent", "conversations",
      "conversation-ttl", "replay-words-per-second");
  private static final int LENGTH = 16;

  private Policy() {}

  static String of(ObjectNode tree) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : PARTS) {
        add(digest, part);
        add(digest, tree.path(part));
        addFiles(digest, tree.path(part).path("prompts").asText(""));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        sorted.keySet().removeAll(LEFT_OUT);
        add(digest, "{");
        sorted.forEach((key, value) -> {
          add(digest, key);
          add(digest, value);
        });
        add(digest, "}");
      }
      case ArrayNode array -> {
        add(digest, "[");
        array.forEach(element -> add(digest, element));
        add(digest, "]");
      }
      default -> add(digest, node.asText());
    }
  }

  /** One that cannot be read is told of by whoever needs it. */
  private static void addFiles(MessageDigest digest, String folder) {
    if (folder.isEmpty()) {
      return;
    }
    try (var files = Files.list(Path.of(folder))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(digest, file.getFileName().toString());
        add(digest, Files.readString(file));
      }
    } catch (IOException e) {
      add(digest, "no prompts");
    }
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
