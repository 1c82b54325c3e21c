package io.sluice.bench;

import io.sluice.bench.Intake.Document;
import io.sluice.chunking.Chunker;
import io.sluice.chunking.ChunkingConfig;
import io.sluice.chunking.SentenceVectors;
import io.sluice.chunking.Strategy;
import io.sluice.chunking.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;

/**
 * Passages a second on the whole way in, beside cutting the same documents and embedding their passages
 * with ONNX Runtime on as many threads: the baseline keeps nothing, asks nobody and writes no index.
 * And a long document that comes again with one paragraph changed, beside its first time.
 */
final class IngestionSpeed {
  private static final int SECTIONS = 8;
  private static final int WORDS = 120;
  private static final Chunker CHUNKER = new Chunker(
      new ChunkingConfig(Strategy.AUTO, 256, 0, 64, 90.0));

  private final PlainEnglish words = new PlainEnglish();
  private final Intake intake;
  private final RawModel raw;
  private int next;

  private IngestionSpeed(Intake intake, RawModel raw) {
    this.intake = intake;
    this.raw = raw;
  }

  static List<Row> measure(Settings settings) throws Exception {
    try (var raw = RawModel.load(); var node = LocalNode.empty()) {
      var speed = new IngestionSpeed(new Intake(node.bus()), raw);
      return List.of(speed.throughput(settings), speed.oneChange(settings.longDocument()));
    }
  }

  private Row throughput(Settings settings) throws Exception {
    return Turns.take(Math.min(3, settings.rounds()), () -> ours(documents(settings.documents())),
        () -> baseline(documents(settings.documents())))
        .row("taking in documents / cutting and raw ONNX Runtime, passages", Row.Kind.PER_SECOND,
            speed -> speed, "≥ 0.80");
  }

  private double ours(List<Document> documents) throws Exception {
    var start = System.nanoTime();
    intake.takeIn(documents);
    return documents.size() * SECTIONS * 1e9 / (System.nanoTime() - start);
  }

  private double baseline(List<Document> documents) throws Exception {
    var start = System.nanoTime();
    var at = new AtomicInteger();
    Threads.run(Runtime.getRuntime().availableProcessors(), () -> {
      for (var i = at.getAndIncrement(); i < documents.size(); i = at.getAndIncrement()) {
        embed(documents.get(i));
      }
    });
    return documents.size() * SECTIONS * 1e9 / (System.nanoTime() - start);
  }

  private void embed(Document document) throws Exception {
    var cut = CHUNKER.cut(document.text(), document.id(), Structure.MARKDOWN, SentenceVectors.NONE);
    for (var chunk : cut.chunks()) {
      raw.vector(raw.ids(chunk.heading().getFirst() + " " + chunk.text()));
    }
  }

  private Row oneChange(int passages) throws Exception {
    var sections = new ArrayList<>(words.texts(passages, WORDS / 2));
    var first = millis("long.md", sections);
    sections.set(passages / 2, words.texts(1, WORDS / 2).getFirst());
    var second = millis("long.md", sections);
    return new Row.Measured(
        "a document of %,d passages again, one changed / the first time".formatted(passages),
        Series.of(DoubleStream.of(second)), Series.of(DoubleStream.of(first)), Row.Kind.MILLIS,
        "≤ 0.02");
  }

  private double millis(String id, List<String> sections) throws Exception {
    var start = System.nanoTime();
    intake.takeIn(List.of(new Document(id, markdown(sections))));
    return (System.nanoTime() - start) / 1e6;
  }

  /** Always others, so that nothing of them is known. */
  private List<Document> documents(int count) {
    var documents = new ArrayList<Document>();
    for (var i = 0; i < count; i++) {
      documents.add(new Document("d" + next++, markdown(words.texts(SECTIONS, WORDS))));
    }
    return documents;
  }

  static String markdown(List<String> sections) {
    var text = new StringBuilder();
    for (var i = 0; i < sections.size(); i++) {
      text.append("## part ").append(i).append("\n\n").append(sections.get(i)).append("\n\n");
    }
    return text.toString();
  }
}
