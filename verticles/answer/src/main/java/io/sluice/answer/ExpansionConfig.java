package io.sluice.answer;

import io.sluice.message.Expand;
import io.sluice.strictjson.Check;
import java.time.Duration;

/**
 * What a language model adds to a question before it is searched for.
 *
 * @param mode what it does where the asker does not say
 * @param within how long a question waits for the model before it is searched for alone
 * @param queries how many other wordings it is to write
 */
public record ExpansionConfig(Expand mode, Duration within, int queries) {
  /** Nothing, unless the asker says so. */
  public static final ExpansionConfig OFF = new ExpansionConfig(Expand.OFF, Duration.ofSeconds(3),
      3);

  public ExpansionConfig {
    Check.required("mode", mode);
    Check.positive("within", within);
    Check.range("queries", queries, 1, 10);
  }
}
