package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Documents that have a word of their own each, and how they are taken in. */
final class Rooms {
  private Rooms() {}

  /** The one of this number. */
  static ObjectNode room(int number) {
    return document("d" + number + ".md",
        "# 방 %d\n\n%d호의 비밀번호는 code%d입니다.\n\n## Hours\n\nRoom %d has a word."
            .formatted(number, number, number * 7919, number));
  }

  static ObjectNode document(String id, String text) {
    return RunningGateway.JSON.createObjectNode().put("id", id).put("mediaType", "text/markdown")
        .put("text", text);
  }

  /** The ingestion that begins. */
  static String accept(RunningGateway gateway, ObjectNode document) {
    try {
      return gateway.post("/v1/documents", document).path("ingestion").asText();
    } catch (Exception e) {
      throw new AssertionError("not accepted", e);
    }
  }
}
