package io.sluice.testservers;

import io.sluice.testservers.ScriptedModel.Act;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a {@link ScriptedModel} may do with a call. */
public final class Acts {

  private Acts() {}

  /** Answers in these pieces, and tells 12 and 34 tokens. */
  public static Act says(String... words) {
    return call -> {
      for (var word : words) {
        call.say(word);
      }
      call.finish(call.isAnthropic() ? "end_turn" : "stop", 12, 34);
    };
  }

  /** The same, word by word. */
  public static Act saysSlowly(String text) {
    return says(text.split("(?<= )"));
  }

  /** The same, with a pause before each piece. */
  public static Act saysAtPace(Duration pause, String... words) {
    return call -> Thread.ofVirtual().start(() -> {
      for (var word : words) {
        LockSupport.parkNanos(pause.toNanos());
        call.say(word);
      }
      call.finish(call.isAnthropic() ? "end_turn" : "stop", 12, 34);
    });
  }

  /** Has too much to do, and says for how long, unless that is null. */
  public static Act busy(@Nullable String retryAfter) {
    return call -> {
      if (retryAfter != null) {
        call.header("retry-after", retryAfter);
      }
      call.status(429, "application/json", "{\"error\": {\"message\": \"slow down\"}}");
    };
  }

  public static Act status(int status, String message) {
    return call -> call.status(status, "application/json",
        "{\"error\": {\"message\": \"" + message + "\"}}");
  }

  /** Takes the call and never answers. */
  public static Act hangs() {
    return call -> {};
  }

  /** Breaks the connection off behind these words, which may be none. */
  public static Act cutsAfter(String... words) {
    return call -> {
      for (var word : words) {
        call.say(word);
      }
      call.cut();
    };
  }

  /** Sends these bytes behind these words. */
  public static Act sends(String raw, String... wordsBefore) {
    return call -> {
      for (var word : wordsBefore) {
        call.say(word);
      }
      call.raw(raw);
    };
  }

  /** Answers with something that is no stream of events. */
  public static Act isNoModel() {
    return call -> call.status(200, "text/html", "<html>Welcome</html>");
  }
}
