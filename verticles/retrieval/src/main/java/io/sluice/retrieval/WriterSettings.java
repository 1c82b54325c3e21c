package io.sluice.retrieval;

import static org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH;
import static org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN;
import static org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/** How an index is written. */
final class WriterSettings {

  private static final double RAM_BUFFER_MB = 32;
  /**
   * Segments have no graph up to where a search of it for so many would look at as many vectors as
   * there are: some 4,600. Building graphs was most of the work of a commit and of the merges after
   * it, and of a small segment every vector is compared just as fast, with nothing missed.
   */
  private static final int NO_GRAPH = 500;
  private static final int WAITING_MERGES = 6;
  private static final int MERGE_THREADS = 1;

  private WriterSettings() {}

  static IndexWriterConfig create(OpenMode mode, Precision precision) {
    var merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(WAITING_MERGES, MERGE_THREADS);
    return new IndexWriterConfig(Schema.analyzer()).setOpenMode(mode)
        // What a turn did not commit is not to be there after it.
        .setCommitOnClose(false).setRAMBufferSizeMB(RAM_BUFFER_MB).setMergeScheduler(merges)
        // An erasure leaves nothing, be it one passage among a million.
        .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
        .setCodec(new LargeVectorsCodec(precision));
  }

  /** Waits for the merges under way. */
  static void awaitMerges(IndexWriter writer) {
    if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
      merges.sync();
    }
  }

  /** Lucene's own codec, which is what the files name, but for the bound of 1,024 dimensions. */
  private static final class LargeVectorsCodec extends Lucene104Codec {
    private final KnnVectorsFormat vectors;

    LargeVectorsCodec(Precision precision) {
      this.vectors = new LargeVectors(switch (precision) {
        case FULL -> new Lucene99HnswVectorsFormat(DEFAULT_MAX_CONN, DEFAULT_BEAM_WIDTH,
            DEFAULT_NUM_MERGE_WORKER, null, NO_GRAPH);
        case BYTE -> quantised(ScalarEncoding.UNSIGNED_BYTE);
        case NIBBLE -> quantised(ScalarEncoding.PACKED_NIBBLE);
      });
    }

    private static KnnVectorsFormat quantised(ScalarEncoding encoding) {
      return new Lucene104HnswScalarQuantizedVectorsFormat(encoding, DEFAULT_MAX_CONN,
          DEFAULT_BEAM_WIDTH, DEFAULT_NUM_MERGE_WORKER, null, NO_GRAPH);
    }

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return vectors;
    }
  }

  private static final class LargeVectors extends KnnVectorsFormat {
    private final KnnVectorsFormat format;

    LargeVectors(KnnVectorsFormat format) {
      super(format.getName());
      this.format = format;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return VectorRules.MAX_DIMENSION;
    }
  }
}
