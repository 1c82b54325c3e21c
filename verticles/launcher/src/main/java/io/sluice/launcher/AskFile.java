package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.QuestionsFile.Part;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of questions, answered into another: each part of it is a batch of the gateway, opened, followed
 * to its end, and read.
 *
 * <p>Going on after a break needs no memory here. A batch is opened with a key made of its questions, so
 * the same file again is the same batch, wherever it is by then; the answers are kept by the gateway, and
 * read once the batch is done, which is then dropped, so that the same file is asked anew after that. They
 * are written to a file beside it, which nobody else may write meanwhile and which takes its place
 * when all of it is there: a file of answers is whole or not there. A gateway that is not there for a while
 * is waited for.
 */
final class AskFile {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Pattern PLACE = Pattern
      .compile("questions\\[(\\d{1,6})](?:\\.([^:]{1,200}))?");

  private final Gateway gateway;
  private final QuestionsFile file;
  private final @Nullable String collection;
  private final ProgressLine progress;
  private final List<String> batches = new ArrayList<>();
  private int done;
  private int failed;
  private double costUsd;
  private boolean reached;
  private int news;

  AskFile(Gateway gateway, QuestionsFile file, @Nullable String collection,
      ProgressLine progress) {
    this.gateway = gateway;
    this.file = file;
    this.collection = collection;
    this.progress = progress;
  }

  /**
   * What came of all questions.
   *
   * @param failed how many have no answer
   */
  record Outcome(int answered, int failed, double costUsd) {}

  Outcome into(Path answers) {
    var out = target(answers);
    var unfinished = out.resolveSibling(out.getFileName() + ".sluice-part");
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.CREATE,
        StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null || !Files.exists(unfinished)) {
        throw new Trouble("another command is writing " + out);
      }
      channel.truncate(0);
      return write(channel, unfinished, out);
    } catch (IOException | UncheckedIOException e) {
      throw new Trouble("cannot write " + out + ": " + e.getMessage());
    }
  }

  private Outcome write(FileChannel channel, Path unfinished, Path out) throws IOException {
    try {
      var writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
      for (var part : file.parts()) {
        answer(part, writer);
      }
      writer.flush();
      Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
      batches.forEach(this::drop);
      return new Outcome(done - failed, failed, costUsd);
    } finally {
      deleteQuietly(unfinished);
    }
  }

  /** Where the answers really go, which is looked at before anything is asked. */
  private Path target(Path out) {
    try {
      if (!Files.exists(out)) {
        return out;
      }
      if (!Files.isRegularFile(out)) {
        throw new Trouble("--out " + out + " is no file");
      }
      if (Files.isSameFile(out, file.path())) {
        throw new Trouble("--out " + out + " is the file of the questions");
      }
      return out.toRealPath();
    } catch (IOException e) {
      throw new Trouble("cannot write " + out + ": " + e.getMessage());
    }
  }

  private void answer(Part part, BufferedWriter out) {
    var batch = patiently(() -> open(part));
    batches.add(batch);
    var state = patiently(() -> follow(batch));
    var before = done;
    patiently(() -> {
      gateway.batchResults(batch, done - before, result -> write(result, part, out));
      return done;
    });
    if (done - before != part.lines().size()) {
      throw new Trouble("the gateway has " + (done - before) + " answers to "
          + part.lines().size() + " questions in the batch " + batch);
    }
    failed += state.path("failed").asInt();
    costUsd += state.path("costUsd").asDouble();
  }

  /** What is in the file need not be kept: the same questions again are to be asked anew. */
  private void drop(String batch) {
    try {
      gateway.dropBatch(batch);
    } catch (Trouble e) {
      // it goes by itself, later
    }
  }

  /** All results of a batch that is done are there, so the next is that of the next question. */
  private void write(JsonNode result, Part part, BufferedWriter out) {
    try {
      ((ObjectNode) result).put("line", part.lines().get(result.path("line").asInt() - 1));
      out.write(result.toString());
      out.write('\n');
      done++;
    } catch (IOException e) {
      throw new Trouble("cannot write the answers: " + e.getMessage());
    }
  }

  private String open(Part part) {
    var body = Gateway.JSON.createObjectNode();
    if (collection != null) {
      body.put("collection", collection);
    }
    body.set("questions", part.questions());
    try {
      return gateway.openBatch(body, key(body)).path("batch").asText();
    } catch (Gateway.Refused e) {
      throw placed(e, part);
    }
  }

  /** The state that ended it. */
  private JsonNode follow(String batch) {
    gateway.followBatch(batch, state -> {
      news++;
      progress.at("answering", done + state.path("done").asInt(), file.size());
    });
    var state = gateway.batch(batch);
    return switch (state.path("status").asText()) {
      case "done" -> state;
      case "running" -> throw new Gateway.Unreachable("the gateway stopped telling");
      default -> throw new Trouble("the batch " + batch + " was cancelled");
    };
  }

  /** A gateway that was there may come back; one that never was is told of at once. */
  private <T> T patiently(Supplier<T> step) {
    var newsBefore = -1;
    var brokenSince = System.nanoTime();
    while (true) {
      try {
        var value = step.get();
        reached = true;
        return value;
      } catch (Gateway.Unreachable e) {
        if (!reached) {
          throw e;
        }
        if (news != newsBefore) {
          newsBefore = news;
          brokenSince = System.nanoTime();
        }
        if (System.nanoTime() - brokenSince > PATIENCE.toNanos()) {
          throw new Trouble(e.getMessage() + "; the same command again goes on from here");
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** What the gateway says of a question, said of its line. */
  private Trouble placed(Gateway.Refused refused, Part part) {
    var place = PLACE.matcher(refused.param());
    if (!place.matches()) {
      return refused;
    }
    var index = Integer.parseInt(place.group(1));
    if (index >= part.lines().size()) {
      return refused;
    }
    var message = String.valueOf(refused.getMessage());
    return file.trouble(part.lines().get(index),
        message.startsWith(place.group() + ": ")
            ? (place.group(2) == null ? "" : place.group(2) + ": ")
                + message.substring(place.group().length() + 2)
            : message);
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // the next run writes over it
    }
  }

  private static String key(JsonNode body) {
    try {
      return "file-" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(body.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
