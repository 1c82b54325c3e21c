package io.sluice.launcher.chaos;

import io.sluice.testservers.Acts;
import io.sluice.testservers.ModelCall;
import io.sluice.testservers.ScriptedModel.Act;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/** What a model's server may do wrong. */
enum Mischief {
  FAILS(true),
  IS_BUSY(true),
  IS_BUSY_AND_DOES_NOT_SAY_FOR_HOW_LONG(true),
  IS_NO_MODEL(true),
  SENDS_GARBAGE(true),
  SENDS_NO_JSON(true),
  SENDS_A_LINE_WITHOUT_END(true),
  HANGS_UP_AT_ONCE(true),
  HANGS_UP_BEFORE_THE_FIRST_WORD(true),
  HANGS(true),
  SENDS_OTHER_JSON(false),
  HANGS_UP_IN_THE_MIDDLE(false),
  ENDS_IN_THE_MIDDLE(false),
  SENDS_GARBAGE_IN_THE_MIDDLE(false),
  HANGS_IN_THE_MIDDLE(false),
  TRICKLES(false),
  TALKS_WITHOUT_END(false);

  private static final int GARBAGE = 4096;
  private static final int WITHOUT_END = 6000;
  private static final Duration BETWEEN_BYTES = Duration.ofNanos(200_000);

  private final boolean beforeFirstWord;

  Mischief(boolean beforeFirstWord) {
    this.beforeFirstWord = beforeFirstWord;
  }

  /** Whether it ends before anybody has seen a word, so that another one can answer. */
  boolean endsBeforeFirstWord() {
    return beforeFirstWord;
  }

  void answer(ModelCall call) {
    act().answer(call);
  }

  private Act act() {
    return switch (this) {
      case FAILS -> Acts.status(500, "out of order");
      case IS_BUSY -> Acts.busy("1");
      case IS_BUSY_AND_DOES_NOT_SAY_FOR_HOW_LONG -> Acts.busy(null);
      case IS_NO_MODEL -> Acts.isNoModel();
      case SENDS_GARBAGE -> Mischief::garbage;
      case SENDS_NO_JSON -> Acts.sends("data: {\"choices\": [\n\n");
      case SENDS_OTHER_JSON -> Acts.sends("data: [1, null, {\"choices\": 7}]\n\ndata: [DONE]\n\n");
      case SENDS_A_LINE_WITHOUT_END -> Acts.sends("data: " + "x".repeat(400_000));
      case HANGS_UP_AT_ONCE -> Acts.cutsAfter();
      case HANGS_UP_BEFORE_THE_FIRST_WORD -> Mischief::cutsBehindTheHead;
      case HANGS_UP_IN_THE_MIDDLE -> Acts.cutsAfter("The code ", "is ");
      case ENDS_IN_THE_MIDDLE -> Mischief::ends;
      case SENDS_GARBAGE_IN_THE_MIDDLE -> Acts.sends("data: {]\n\n", "The code ", "is ");
      case HANGS -> Acts.hangs();
      case HANGS_IN_THE_MIDDLE -> call -> call.say("The code ");
      case TRICKLES -> Mischief::trickles;
      case TALKS_WITHOUT_END -> Mischief::talksWithoutEnd;
    };
  }

  private static void garbage(ModelCall call) {
    var bytes = new byte[GARBAGE];
    new Random(call.prompt().hashCode()).nextBytes(bytes);
    call.bytes(bytes);
    call.end();
  }

  private static void cutsBehindTheHead(ModelCall call) {
    call.raw(": one moment\n\n");
    call.cut();
  }

  private static void ends(ModelCall call) {
    call.say("The code ");
    call.end();
  }

  /** Byte by byte, also in the middle of a character. */
  private static void trickles(ModelCall call) {
    var events = """
        data: {"choices":[{"index":0,"delta":{"content":"비밀번호는 카드에 "}}]}

        data: {"choices":[{"index":0,"delta":{"content":"있습니다 [1]."}}]}

        data: {"choices":[{"index":0,"finish_reason":"stop","delta":{}}]}

        data: [DONE]

        """.getBytes(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> {
      for (var at = 0; at < events.length && !call.isClosed(); at++) {
        call.bytes(events[at]);
        Patience.pause(BETWEEN_BYTES);
      }
      call.end();
    });
  }

  private static void talksWithoutEnd(ModelCall call) {
    for (var i = 0; i < WITHOUT_END && !call.isClosed(); i++) {
      call.say("and then there is another thing that I have to say about it all, ");
    }
  }
}
