package io.sluice.http;

import java.util.ArrayList;
import java.util.List;

/** An event of a stream, parsed as strictly as the stream is to be written. */
record Sse(long id, String event, String data) {

  /** The events of a whole stream, which has to end as it should. */
  static List<Sse> parse(String stream) {
    var blocks = new ArrayList<>(List.of(stream.split("\n\n", -1)));
    if (!blocks.removeLast().isEmpty() || !blocks.removeLast().equals("data: [DONE]")) {
      throw new AssertionError("does not end with [DONE]: " + stream);
    }
    return blocks.stream().filter(block -> !block.equals(": ping")).map(Sse::event).toList();
  }

  private static Sse event(String block) {
    var lines = block.split("\n", -1);
    if (lines.length != 3 || !lines[0].startsWith("id: ") || !lines[1].startsWith("event: ")
        || !lines[2].startsWith("data: ")) {
      throw new AssertionError("not an event: " + block);
    }
    return new Sse(Long.parseLong(lines[0].substring(4)), lines[1].substring(7),
        lines[2].substring(6));
  }
}
