package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Passage;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.PassagesWidened;
import io.sluice.message.Retrieval.WidenPassages;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Reads what stands around passages in the documents they are from. */
final class Widening {

  private static final int MOST_PASSAGES = 1_000;
  private static final int WIDEST = 20;

  private Widening() {}

  static @Nullable Refusal check(WidenPassages request) {
    if (request.window() < 0 || request.window() > WIDEST) {
      return new BadRequest("must be from 0 to " + WIDEST + ", not " + request.window(), "window");
    }
    return request.passages().size() <= MOST_PASSAGES
        ? null
        : new BadRequest("more than " + MOST_PASSAGES + " passages", "passages");
  }

  static Reply<PassagesWidened> run(WidenPassages request, Contents contents, CallInfo call)
      throws IOException {
    var widened = new ArrayList<Passage>();
    for (var passage : request.passages()) {
      var entry = contents.visible(passage.document(), call);
      widened.add(entry == null || entry.number() != passage.version()
          ? passage
          : widen(passage, request.window(), entry));
    }
    return Reply.of(new PassagesWidened(widened));
  }

  private static Passage widen(Passage passage, int window, Entry entry) throws IOException {
    var wide = entry.around(passage.start(), window);
    return wide == null
        ? passage
        : new Passage(passage.document(), passage.version(), passage.id(), passage.title(),
            wide.heading(), passage.language(),
            entry.text().substring(wide.start(), wide.end()), wide.start(), wide.end(),
            passage.hash(), wide.page());
  }
}
