package io.sluice.ingestion;

import io.sluice.chunking.Chunk;
import io.sluice.language.Injections;
import io.sluice.message.Ingestion.Instructions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of a document's passages are to be searched, once those were looked for that speak to a model.
 *
 * @param found what was found of those; null where nothing was
 */
record InstructionCheck(List<Chunk> kept, @Nullable Instructions found) {

  static InstructionCheck of(List<Chunk> chunks, InstructionRule rule) {
    if (rule == InstructionRule.OFF) {
      return new InstructionCheck(chunks, null);
    }
    var clean = new ArrayList<Chunk>();
    var kinds = new TreeMap<String, Integer>();
    for (var chunk : chunks) {
      var ways = Injections.in(String.join("\n\n", chunk.heading()) + "\n\n" + chunk.text());
      ways.forEach(way -> kinds.merge(way.name(), 1, Integer::sum));
      if (ways.isEmpty()) {
        clean.add(chunk);
      }
    }
    var speaking = chunks.size() - clean.size();
    if (speaking == 0) {
      return new InstructionCheck(chunks, null);
    }
    return rule == InstructionRule.DROP
        ? new InstructionCheck(List.copyOf(clean), new Instructions(speaking, speaking, kinds))
        : new InstructionCheck(chunks, new Instructions(speaking, 0, kinds));
  }

  /** Whether all there was to search is dropped. */
  boolean leavesNothing() {
    return kept.isEmpty() && found != null;
  }
}
