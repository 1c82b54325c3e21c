package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.http.Inquiry.Outcome.Found;
import io.sluice.http.Inquiry.Outcome.Missed;
import io.sluice.http.Responses.Answer;
import io.sluice.http.Responses.HitView;
import io.sluice.http.Responses.Hits;
import io.sluice.message.AnswerEvent.Failed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool gives back: text for a model to read, and the whole as REST has it. A refusal is a
 * result, too, so that the model can see what was wrong with its call.
 */
record McpResult(List<Text> content,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object structuredContent,
    boolean isError) {

  record Text(String type, String text) {}

  static McpResult of(Inquiry.Outcome outcome) {
    return switch (outcome) {
      case Missed(Failed why) -> missed(why);
      case Found(Whole whole) -> switch (whole) {
        case Answer answer -> answered(text(answer), answer);
        case Hits hits -> answered(text(hits), hits);
      };
    };
  }

  /** The reason is for the model, and behind it is what the person who asked may be told. */
  private static McpResult missed(Failed why) {
    var error = Errors.body(why, "");
    return new McpResult(texts(error.code() + ": " + error.message()
        + (error.retryable() ? " (the same call may succeed later)" : "")
        + (error.apology() == null ? "" : "\n\n" + error.apology())), null, true);
  }

  private static McpResult answered(String text, Whole whole) {
    return new McpResult(texts(text), whole, false);
  }

  private static List<Text> texts(String text) {
    return List.of(new Text("text", text));
  }

  private static String text(Answer answer) {
    var text = new StringBuilder(answer.answer());
    if (!answer.sources().isEmpty()) {
      text.append("\n\nSources:");
    }
    for (var source : answer.sources()) {
      text.append("\n[").append(source.n()).append("] ").append(source.title());
      place(text, source.document(), source.page());
    }
    return text.toString();
  }

  private static String text(Hits hits) {
    if (hits.hits().isEmpty()) {
      return "Nothing was found.";
    }
    var text = new StringBuilder();
    for (var i = 0; i < hits.hits().size(); i++) {
      HitView hit = hits.hits().get(i);
      text.append(i == 0 ? "[" : "\n\n[").append(i + 1).append("] ").append(hit.title());
      place(text, hit.document(), hit.page());
      text.append('\n').append(hit.text());
    }
    return text.toString();
  }

  private static void place(StringBuilder text, String document, @Nullable Integer page) {
    text.append(" (").append(document);
    if (page != null) {
      text.append(", page ").append(page);
    }
    text.append(')');
  }
}
