package io.sluice.generation.model;

import java.util.List;

/**
 * What a model is asked.
 *
 * @param system what it is told before all else
 * @param messages what was said so far, the asker and the model taking turns; the asker spoke last
 * @param maxTokens the longest answer
 */
public record ModelRequest(String system, List<Said> messages, int maxTokens) {
  public ModelRequest {
    messages = List.copyOf(messages);
  }

  /** Who said something, as both APIs call them. */
  public enum Role {
    USER("user"),
    ASSISTANT("assistant");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  public record Said(Role role, String text) {}
}
