package io.sluice.http;

import io.sluice.http.BatchBodies.Batch;
import io.sluice.http.BatchBodies.Question;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a batch as JSONL: one a line. Lines with nothing in them are skipped. What is wrong is
 * told by the path that it would have in one JSON object, and by its line.
 */
final class QuestionLines {
  private static final StrictReader JSON = StrictReader.ofJson();

  private QuestionLines() {}

  static Parsed<Batch> read(byte[] body, @Nullable String collection) {
    var questions = new ArrayList<Question>();
    var number = 0;
    for (var start = 0; start < body.length;) {
      var end = lineEnd(body, start);
      number++;
      if (!isBlank(body, start, end)) {
        switch (JSON.read(Arrays.copyOfRange(body, start, end), Question.class)) {
          case Read<Question>(Question question) -> questions.add(question);
          case Wrong<Question> wrong -> {
            return misread(wrong, questions.size(), number);
          }
        }
      }
      start = end + 1;
    }
    try {
      return new Read<>(new Batch(questions, collection));
    } catch (Check.Violation e) {
      return new Wrong<>(e.field(), Objects.requireNonNull(e.getMessage()));
    }
  }

  private static Parsed<Batch> misread(Wrong<Question> wrong, int index, int line) {
    var path = BatchBodies.path(index);
    return new Wrong<>(wrong.path() == null ? path : path + "." + wrong.path(),
        wrong.message() + " (line " + line + ")", wrong.tooLong());
  }

  private static int lineEnd(byte[] body, int start) {
    var end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean isBlank(byte[] body, int start, int end) {
    for (var i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
