package io.sluice.message;

import io.sluice.message.AnswerEvent.Done;
import io.sluice.message.QueryRecord.Stage;
import io.sluice.message.QueryRecord.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a question was and how it went, as insight is told of it: {@link QueryRecord} is what becomes of
 * that.
 *
 * @param id of the answer; null where the question was refused before there was one
 * @param atMs when it ended, since 1970
 * @param account of who asked; null where nobody counts
 * @param standalone the question in words that stand alone
 * @param answer its words, as far as they were said
 * @param done how it ended; null where it was refused
 * @param experiment that the answer counts for; null where it counts for none
 * @param asker stands for who asked in the experiment; null where the answer counts for none
 * @param terms what the asker wanted beside an answer; null from a node that does not tell
 */
public record Course(@Nullable String id, long atMs, String requestId, @Nullable String account,
    String collection, String question, String standalone, String answer, @Nullable Done done,
    @Nullable String experiment, @Nullable String asker, List<Stage> stages,
    @Nullable Terms terms) {
  public Course {
    stages = List.copyOf(stages);
  }

  /** One of which it is not known on what terms it was asked. */
  public Course(@Nullable String id, long atMs, String requestId, @Nullable String account,
      String collection, String question, String standalone, String answer, @Nullable Done done,
      @Nullable String experiment, @Nullable String asker, List<Stage> stages) {
    this(id, atMs, requestId, account, collection, question, standalone, answer, done, experiment,
        asker, stages, null);
  }
}
