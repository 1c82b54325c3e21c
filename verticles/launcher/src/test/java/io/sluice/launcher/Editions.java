package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Documents to be taken in while gateways are killed, some of them in two editions, the second right behind
 * the first; and what there is of them in the end.
 */
public final class Editions {
  private static final String[] TOPICS = {"온실", "주차장", "도서관", "laundry", "canteen", "workshop"};
  private static final int EVERY = 7;

  private Editions() {}

  /** Of so many documents, in the order in which they are to be submitted. */
  public static List<ObjectNode> of(int documents) {
    var editions = new ArrayList<ObjectNode>();
    for (var i = 0; i < documents; i++) {
      editions.add(document(i, text(i, 0)));
      if (i % EVERY == 0) {
        editions.add(document(i, text(i, 1)));
      }
    }
    return editions;
  }

  private static ObjectNode document(int number, String text) {
    return RunningGateway.JSON.createObjectNode().put("id", "d" + number + ".md")
        .put("mediaType", "text/markdown").put("text", text);
  }

  private static String text(int number, int version) {
    var topic = TOPICS[number % TOPICS.length];
    return """
        # %s %d

        ## 비밀번호

        %s %d호의 비밀번호는 code%d입니다.

        ## Hours

        %s is open from %d:%02d, edition %d.
        """.formatted(topic, number, topic, number, number * 7919, room(number), number % 24,
        number % 60, version);
  }

  /**
   * A word that only one document has. What is deleted counts until segments are merged, which comes
   * at another time after each kill, so passages that are nearly alike may change places.
   */
  private static String room(int number) {
    return "room" + number;
  }

  /** Every document with its passages, counted. */
  public static Map<String, Integer> corpus(RunningGateway gateway) throws Exception {
    var documents = new TreeMap<String, Integer>();
    var after = "";
    do {
      var page = gateway.get("/v1/documents?limit=200" + after);
      for (var document : page.path("documents")) {
        documents.put(document.path("id").asText() + " version " + document.path("version"),
            document.path("passages").asInt());
      }
      after = page.path("next").asText("");
      after = after.isEmpty() || after.equals("null") ? "" : "&after=" + after;
    } while (!after.isEmpty());
    return documents;
  }

  /** The same, whichever versions they are. */
  public static Map<String, Integer> passages(RunningGateway gateway) throws Exception {
    var passages = new TreeMap<String, Integer>();
    corpus(gateway).forEach((document, count) -> passages
        .merge(document.substring(0, document.indexOf(" version ")), count, Integer::sum));
    return passages;
  }

  /** The passages that are found by words which only this document has. */
  public static Map<String, String> best(RunningGateway gateway, int number) throws Exception {
    var best = new LinkedHashMap<String, String>();
    for (var query : List.of("code" + number * 7919, room(number) + " opening hours")) {
      var hits = gateway.post("/v1/search", RunningGateway.JSON.createObjectNode()
          .put("query", query).put("mode", "keyword").put("k", 1)).path("hits");
      best.put(query, hits.path(0).path("document").asText() + ": "
          + hits.path(0).path("text").asText());
    }
    return best;
  }
}
