package io.sluice.answer.batch;

import io.sluice.message.Batches.BatchLine;
import io.sluice.message.Batches.BatchState;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a batch: {@code batch.json}, {@code questions.jsonl}, {@code results.jsonl}, and
 * {@code end.json} once every question has its result.
 */
record BatchFolder(Path path) {
  private static final String HEADER = "batch.json";
  private static final String QUESTIONS = "questions.jsonl";
  private static final String RESULTS = "results.jsonl";
  private static final String END = "end.json";

  /** Returns when header and questions are on the disk; where that fails nothing of it is there. */
  static BatchFolder create(Path path, BatchHeader header, List<BatchLine> lines)
      throws IOException {
    var half = Forced.half(path);
    try {
      Files.createDirectories(half);
      Forced.write(half.resolve(HEADER), StoredJson.write(header));
      Forced.write(half.resolve(QUESTIONS), questions(lines));
      Forced.force(half);
      Forced.move(half, path);
    } catch (IOException e) {
      deleteQuietly(half, e);
      throw e;
    }
    return new BatchFolder(path);
  }

  BatchHeader header() throws IOException {
    return StoredJson.read(Files.readAllBytes(path.resolve(HEADER)), BatchHeader.class);
  }

  List<BatchLine> questions() throws IOException {
    var lines = new ArrayList<BatchLine>();
    try (var in = new BufferedInputStream(Files.newInputStream(path.resolve(QUESTIONS)))) {
      var line = new ByteArrayOutputStream();
      for (var b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          lines.add(StoredJson.read(line.toByteArray(), BatchLine.class));
          line.reset();
        } else {
          line.write(b);
        }
      }
    }
    return lines;
  }

  ResultsFile results() throws IOException {
    return ResultsFile.open(path.resolve(RESULTS));
  }

  /** How it ended; null where it has not. */
  @Nullable
  BatchState end() throws IOException {
    var end = path.resolve(END);
    return Files.exists(end)
        ? StoredJson.read(Files.readAllBytes(end), BatchState.class)
        : null;
  }

  void end(BatchState state) throws IOException {
    Forced.replace(path.resolve(END), StoredJson.write(state));
  }

  /** Once it has another name it is not there any more, whatever happens on the way. */
  void delete() throws IOException {
    var gone = Forced.half(path);
    Forced.move(path, gone);
    Forced.deleteTree(gone);
  }

  private static byte[] questions(List<BatchLine> lines) throws IOException {
    var out = new ByteArrayOutputStream();
    for (var line : lines) {
      out.write(StoredJson.write(line));
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static void deleteQuietly(Path folder, IOException failure) {
    try {
      if (Files.exists(folder)) {
        Forced.deleteTree(folder);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
