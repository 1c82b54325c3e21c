package io.sluice.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.testservers.ModelCall;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * People who ask a gateway for the numbers of doors, rate what they are told, and count for themselves. Each
 * of them asks about doors that nobody else asks about, so that no answer is shared while it is made.
 */
final class Driver {
  private static final int AT_ONCE = 4;
  private static final int FAULTY_EVERY = 25;
  private static final int LOST_EVERY = 20;
  /** The model breaks down over it. */
  private static final String FAULT = "please (fault)";
  private static final Pattern NUMBER = Pattern.compile("K-\\d{4}");
  private static final List<String> ROOMS = List.of("copper", "silver", "granite", "maple",
      "cobalt",
      "ivory", "amber", "velvet", "marble", "bamboo", "crystal", "lantern", "harbor", "meadow",
      "falcon", "walnut");
  private static final List<String> STORES = List.of("구리", "대나무", "호박", "등대", "소나무", "수정",
      "자작나무", "비단", "화강암", "진주", "단풍", "매화", "오동나무", "참나무", "연꽃", "은하수");
  private static final List<String> ENGLISH = List.of("What is the door number of the %s room?",
      "Which number opens the door of the %s room?", "Tell me the %s room's door number",
      "%s room: door number?");
  private static final List<String> KOREAN = List.of("%s 창고의 출입 번호는 무엇인가요?",
      "%s 창고 출입 번호를 알려주세요", "%s 창고 문을 여는 번호가 뭐예요?", "%s 창고: 출입 번호?");

  private final RunningGateway gateway;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final DoubleAdder costUsd = new DoubleAdder();
  /** By variant, who got an answer that it made. */
  private final Map<String, Set<String>> exposed = new ConcurrentHashMap<>();
  private volatile boolean experiment;

  Driver(RunningGateway gateway) {
    this.gateway = gateway;
  }

  /** A model that believes the first passage it is shown. */
  static void believesTheFirst(ModelCall call) {
    var prompt = call.prompt();
    var number = NUMBER.matcher(prompt);
    if (prompt.contains(FAULT)) {
      call.status(500, "application/json", "{\"error\": {\"message\": \"broken\"}}");
    } else {
      call.say(number.find() ? "The number is " + number.group() + " [1]." : "I do not know.");
      call.finish("stop", 12, 34);
    }
  }

  void writeDocuments() throws Exception {
    for (var door = 0; door < doors(); door++) {
      var name = name(door);
      gateway.take(RunningGateway.JSON.createObjectNode().put("id", "door-" + door)
          .put("title", name).put("text", isKorean(door)
              ? name + " 창고의 출입 번호는 " + number(door) + " 입니다."
              : "The door number of the " + name + " room is " + number(door) + "."));
    }
  }

  /** Asks as many questions of these numbers, and rates what is answered. */
  void ask(int from, int to) throws Exception {
    try (var people = Executors.newFixedThreadPool(AT_ONCE)) {
      var all = new ArrayList<Callable<Void>>();
      for (var person = 0; person < AT_ONCE; person++) {
        var first = from + person;
        all.add(() -> {
          for (var i = first; i < to; i += AT_ONCE) {
            ask(i);
          }
          return null;
        });
      }
      for (var one : people.invokeAll(all)) {
        one.get();
      }
    }
  }

  /** Nobody else asks about the doors of one who asks, and each asker asks some times. */
  private void ask(int i) throws Exception {
    var door = i % AT_ONCE + AT_ONCE * (i / AT_ONCE % (doors() / AT_ONCE));
    var words = question(i, door);
    var asker = "asker-" + i / doors() + "-" + i % AT_ONCE;
    var body = RunningGateway.JSON.createObjectNode()
        .put("question", i % FAULTY_EVERY == 1 ? words + " " + FAULT : words).put("user", asker);
    if (i % LOST_EVERY == 2) {
      body.put("collection", "nowhere");
    }
    var response = gateway.send(gateway.request("/v1/ask")
        .POST(BodyPublishers.ofString(body.toString())).build());
    count("questions");
    var answer = RunningGateway.JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      count("refused " + answer.at("/error/code").asText());
      return;
    }
    count("answered");
    count(answer.path("grounded").asBoolean() ? "grounded" : "ungrounded");
    costUsd.add(answer.at("/usage/costUsd").asDouble());
    if (!answer.path("degraded").isEmpty()) {
      count("degraded");
    }
    answer.path("degraded").forEach(what -> count("degraded " + what.path("what").asText()));
    count(answer, asker);
    rate(answer, answer.path("answer").asText().contains(number(door)) ? 5 : 1);
  }

  /** A third of them were asked in these words before. */
  private static String question(int i, int door) {
    var words = (isKorean(door) ? KOREAN : ENGLISH)
        .get(i / doors() % ENGLISH.size()).formatted(name(door));
    return i % 3 == 0 ? words : words + " #" + i;
  }

  /** From now on an experiment counts what it made. */
  void experimentBegins() {
    experiment = true;
  }

  private void count(JsonNode answer, String asker) {
    var cache = answer.at("/cache/layer").asText();
    var variant = answer.at("/route/variant").asText();
    count("cache " + cache);
    count("variant " + variant);
    if (experiment && cache.equals("none")) {
      count("tried " + variant);
      exposed.computeIfAbsent(variant, first -> ConcurrentHashMap.newKeySet()).add(asker);
    }
  }

  private void rate(JsonNode answer, int rating) throws Exception {
    count("rated " + rating);
    var status = gateway.send(gateway.request("/v1/feedback").POST(BodyPublishers.ofString(
        RunningGateway.JSON.createObjectNode().put("answer", answer.path("id").asText())
            .put("rating", rating).toString()))
        .build()).statusCode();
    if (status != 204) {
      throw new AssertionError("feedback " + status);
    }
  }

  private void count(String what) {
    counts.computeIfAbsent(what, first -> new LongAdder()).increment();
  }

  long counted(String what) {
    var count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  /** Everything that begins so. */
  Map<String, Long> allCounted(String beginning) {
    var found = new ConcurrentHashMap<String, Long>();
    counts.forEach((what, count) -> {
      if (what.startsWith(beginning)) {
        found.put(what.substring(beginning.length()), count.sum());
      }
    });
    return found;
  }

  double costUsd() {
    return costUsd.sum();
  }

  Map<String, Long> exposed() {
    var askers = new ConcurrentHashMap<String, Long>();
    exposed.forEach((variant, all) -> askers.put(variant, (long) all.size()));
    return askers;
  }

  /** Whether the model answered, and so wrote some words. */
  static boolean isAnswered(ModelCall call) {
    return !call.prompt().contains(FAULT);
  }

  private static int doors() {
    return ROOMS.size() + STORES.size();
  }

  /** Each asker meets both languages. */
  private static boolean isKorean(int door) {
    return door / AT_ONCE % 2 == 1;
  }

  private static String name(int door) {
    var number = door / (2 * AT_ONCE) * AT_ONCE + door % AT_ONCE;
    return (isKorean(door) ? STORES : ROOMS).get(number);
  }

  private static String number(int door) {
    return "K-" + (1_000 + 37 * door);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
