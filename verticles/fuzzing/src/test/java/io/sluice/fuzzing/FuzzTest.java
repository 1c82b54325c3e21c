package io.sluice.fuzzing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FuzzTest {

  @Test
  void theSuitesTogetherAreAHundredThousandInputs() {
    assertTrue(Arrays.stream(Suite.values()).mapToInt(Suite::inputs).sum() >= 100_000);
  }

  @Test
  void anInputIsTheSameEachTimeAndUnlikeItsNeighbour() {
    var first = new ArrayList<Long>();
    var second = new ArrayList<Long>();
    Fuzz.each(Suite.CONNECTIONS, random -> first.add(random.nextLong()));
    Fuzz.each(Suite.CONNECTIONS, random -> second.add(random.nextLong()));
    assertEquals(first, second);
    assertEquals(first.size(), first.stream().distinct().count());
  }

  @Test
  void allAreTriedAlsoByMany() {
    var tried = new AtomicInteger();
    Fuzz.each(Suite.CONNECTIONS, 8, () -> () -> {}, (on, random) -> tried.incrementAndGet());
    assertTrue(tried.get() >= Suite.CONNECTIONS.inputs());
  }

  @Test
  void whatFailsSaysHowToTryItAgain() {
    var tried = new AtomicInteger();
    var failed = assertThrows(AssertionError.class, () -> Fuzz.each(Suite.CONNECTIONS, random -> {
      if (tried.getAndIncrement() == 7) {
        throw new IllegalStateException("broken");
      }
    }));
    var message = String.valueOf(failed.getMessage());
    assertTrue(message.startsWith("CONNECTIONS 7 (-Dsluice.fuzz.seed="), message);
    assertTrue(
        message.contains(" -Dsluice.fuzz.number=7) java.lang.IllegalStateException: broken"));
  }

  @Test
  void spoiltJsonIsTheSameEachTimeAndSeldomWhatItWas() throws Exception {
    var good = new JsonMapper().readTree("{\"question\": \"q\", \"filters\": {\"tags\": [\"t\"]}}");
    var unlike = 0;
    for (var seed = 0; seed < 1_000; seed++) {
      var spoilt = Mutations.ofJson(good, new Random(seed));
      assertArrayEquals(spoilt, Mutations.ofJson(good, new Random(seed)));
      unlike += Arrays.equals(spoilt, good.toString().getBytes(StandardCharsets.UTF_8)) ? 0 : 1;
    }
    assertTrue(unlike > 900);
    assertEquals("{\"question\":\"q\",\"filters\":{\"tags\":[\"t\"]}}", good.toString());
  }

  @Test
  void valuesAreAsTheirSchemasSayAndOthersAreNot() throws Exception {
    var api = OpenApi.parse("""
        paths: {}
        components:
          schemas:
            A:
              type: object
              additionalProperties: false
              required: [a, d]
              properties:
                a: { type: string, minLength: 1, maxLength: 3 }
                b: { oneOf: [{ type: integer, minimum: 1, maximum: 9 }, { type: 'null' }] }
                c: { type: array, minItems: 1, maxItems: 4, items: { enum: [x, 1, null] } }
                d: { type: [string, 'null'], format: date }
                e: { type: string, pattern: '^[a-z]{1,9}$' }
        """);
    var values = new Values(api, Map.of());
    var schema = api.at("/components/schemas/A");
    for (var seed = 0; seed < 1_000; seed++) {
      assertEquals(List.of(), api.misfits("A", values.of(schema, new Random(seed))));
    }
    for (var wrong : List.of("{\"a\": \"\", \"d\": null}", "{\"a\": \"xxxx\", \"d\": null}",
        "{\"a\": \"x\"}", "{\"a\": \"x\", \"d\": \"2026-02-30\"}",
        "{\"a\": \"x\", \"d\": null, \"b\": 10}", "{\"a\": \"x\", \"d\": null, \"c\": []}",
        "{\"a\": \"x\", \"d\": null, \"e\": \"A\"}", "{\"a\": \"x\", \"d\": null, \"z\": 1}")) {
      assertFalse(api.misfits("A", new JsonMapper().readTree(wrong)).isEmpty(), wrong);
    }
  }

  @Test
  void aNameThatStandsTwiceInADescriptionIsSeen() {
    assertThrows(IOException.class, () -> OpenApi.parse("a: 1\nb: 2\na: 3\n"));
  }
}
