package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.fuzzing.Fuzz;
import io.sluice.fuzzing.Mutations;
import io.sluice.fuzzing.OpenApi;
import io.sluice.fuzzing.Pick;
import io.sluice.fuzzing.Suite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Messages, frames that are none and floods of both: what is a message is answered and the connection
 * lives; what is none may end it, in time. Nothing fails the gateway.
 */
@Timeout(600)
class WebSocketFuzzIT extends OnOwnGateway {
  private static final int AT_ONCE = 8;
  private static final int LONGEST = HttpVerticle.MAX_FRAME;
  private static final List<String> FRAMES = List.of(
      """
          {"type": "ask", "ref": "r", "question": "휴가는?", "collection": "c", "conversation": "x",
           "user": "u", "k": 3, "filters": {"tags": ["t"], "from": "2026-01-01"}, "variant": "v",
           "tier": "simple", "cache": "use", "retrieval": true, "deadlineMs": 20000, "maxCostUsd": 1}""",
      "{\"type\": \"ask\", \"ref\": \"q\", \"question\": \"q\"}",
      "{\"type\": \"ask\", \"question\": \"q\", \"collection\": \"unknown\"}",
      "{\"type\": \"cancel\", \"ref\": \"r\"}", "{\"type\": \"cancel\", \"answer\": \"no.1\"}",
      "{\"type\": \"resume\", \"ref\": \"s\", \"answer\": \"no.1\", \"after\": 3}",
      "{\"type\": \"resume\", \"answer\": \"\\ud83c.9223372036854775807\", \"after\": 0}");

  private OpenApi api;

  @BeforeEach
  void describe() throws Exception {
    api = OpenApi.parse(gateway.get("/openapi.yaml").body());
  }

  @Test
  void whateverComesOnAWebSocketTheGatewayAnswersOrCloses() throws Exception {
    Fuzz.each(Suite.WEB_SOCKETS, AT_ONCE, () -> new RawWebSocket(gateway.port),
        (socket, random) -> {
          if (!socket.isOpen() || Pick.onceIn(random, 100)) {
            socket.close();
            socket.open();
          }
          var mayClose = Pick.onceIn(random, 4);
          if (mayClose) {
            socket.send(broken(random));
          } else if (Pick.onceIn(random, 30)) {
            socket.send(flood(random));
          } else {
            socket.send(message(random));
          }
          var ref = "probe-" + random.nextLong();
          // Answered at once with its ref, behind whatever came before.
          socket.send(text("{\"type\": \"sing\", \"ref\": \"" + ref + "\"}"));
          for (var frame : socket.until(ref)) {
            assertEquals(List.of(), misfits(frame), frame::toString);
          }
          assertTrue(mayClose || socket.isOpen(), "the connection was closed");
          if (mayClose) {
            socket.close(); // what was begun is not the next one's matter
          }
          gateway.actors.asked.clear();
          gateway.actors.admits.clear();
        });
    assertEquals(200, gateway.post("/v1/ask", "{\"question\": \"q\"}").statusCode());
  }

  /** A whole message, as text, as bytes or in pieces, with a ping between them now and then. */
  private static byte[] message(Random random) throws IOException {
    var json = body(random);
    if (Pick.onceIn(random, 8)) {
      return RawWebSocket.frame(true, RawWebSocket.BINARY, json);
    }
    return Pick.onceIn(random, 3) ? pieces(json, random) : text(json);
  }

  /** Valid UTF-8 that fits in a message. */
  private static byte[] body(Random random) throws IOException {
    var good = Gateway.json(Pick.one(random, FRAMES));
    var json = Pick.onceIn(random, 5)
        ? good.toString().getBytes(StandardCharsets.UTF_8)
        : Mutations.ofJson(good, random);
    var text = new String(json, StandardCharsets.UTF_8);
    var valid = text.getBytes(StandardCharsets.UTF_8);
    return valid.length > LONGEST / 2
        ? text.substring(0, 1_000).getBytes(StandardCharsets.UTF_8)
        : valid;
  }

  private static byte[] pieces(byte[] json, Random random) {
    var out = new ByteArrayOutputStream();
    var from = 0;
    for (var left = 1 + random.nextInt(5); left > 0; left--) {
      var to = left == 1 ? json.length : from + random.nextInt(json.length - from + 1);
      out.writeBytes(RawWebSocket.frame(left == 1, from == 0 && out.size() == 0
          ? RawWebSocket.TEXT
          : 0, Arrays.copyOfRange(json, from, to)));
      from = to;
      if (left > 1 && Pick.onceIn(random, 3)) {
        out.writeBytes(RawWebSocket.frame(true, Pick.onceIn(random, 2) ? 9 : RawWebSocket.PONG,
            Pick.noise(random, random.nextInt(20))));
      }
    }
    return out.toByteArray();
  }

  /** Many at once, of names that nobody knows and of the same ones again. */
  private static byte[] flood(Random random) throws IOException {
    var out = new ByteArrayOutputStream();
    for (var times = 1 + random.nextInt(150); times > 0; times--) {
      var frame = (ObjectNode) Gateway.json(Pick.one(random, FRAMES));
      if (!Pick.onceIn(random, 3)) {
        frame.put("ref", "r-" + random.nextInt(5));
      }
      out.writeBytes(text(frame.toString().getBytes(StandardCharsets.UTF_8)));
    }
    return out.toByteArray();
  }

  private static byte[] broken(Random random) throws IOException {
    var json = body(random);
    return switch (random.nextInt(9)) {
      case 0 -> RawWebSocket.frame(random.nextInt(256), random.nextBoolean(), json);
      case 1 -> RawWebSocket.frame(true, RawWebSocket.TEXT, Pick.noise(random, 50));
      case 2 -> RawWebSocket.frame(true, 0, json);
      case 3 -> RawWebSocket.frame(true, RawWebSocket.TEXT, new byte[LONGEST + 1
          + random.nextInt(20_000)]);
      case 4 -> RawWebSocket.frame(true, RawWebSocket.CLOSE, Pick.noise(random, random.nextInt(9)));
      case 5 -> RawWebSocket.frame(true, 9, new byte[126 + random.nextInt(100)]);
      case 6 -> joined(RawWebSocket.frame(false, RawWebSocket.TEXT, json), text(json));
      case 7 -> joined(Mutations.ofBytes(text(json), random), closing());
      default -> joined(Pick.noise(random, random.nextInt(60)), closing());
    };
  }

  /** Whatever the frame before says of its length, no more is to be waited for than this. */
  private static byte[] closing() {
    var close = RawWebSocket.frame(true, RawWebSocket.CLOSE, new byte[]{3, (byte) 0xe8});
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < 9_000; i++) {
      out.writeBytes(close);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] text(String json) {
    return text(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] text(byte[] json) {
    return RawWebSocket.frame(true, RawWebSocket.TEXT, json);
  }

  private List<String> misfits(JsonNode frame) {
    var event = frame.path("event").asText();
    var schema = "Event" + event.substring(0, 1).toUpperCase(Locale.ROOT) + event.substring(1);
    var misfits = api.misfits(schema, frame.path("data"));
    assertTrue(!event.equals("error") || !frame.at("/data/error/code").asText()
        .startsWith("gateway.internal"), frame::toString);
    misfits.addAll(api.misfits("FrameOut",
        ((ObjectNode) frame.deepCopy()).set("data", JsonNodeFactory.instance.objectNode())));
    return misfits;
  }
}
