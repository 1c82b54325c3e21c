package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Versions.State;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsIT extends OnOwnGateway {
  private static final String VERSIONS = "/v1/documents/handbook/versions";

  @Test
  void versionsAreListedWithWhatBecameOfThem() throws Exception {
    gateway.actors.active = State.LEFT_OUT;
    var versions = json(VERSIONS).get("versions");
    assertEquals("left_out", versions.at("/0/state").asText());
    assertEquals("original", versions.at("/0/leftOutFor").asText());
    assertEquals("kept", versions.at("/1/state").asText());
    assertEquals("hash-1", versions.at("/1/contentHash").asText());
    assertFalse(versions.get(1).has("leftOutFor"));
  }

  @Test
  void passagesHaveTheirWordsFromTheText() throws Exception {
    assertEquals("{\"version\":2,\"passages\":["
        + "{\"hash\":\"h-b\",\"heading\":[\"Leave\"],\"text\":\"b\",\"start\":0,\"end\":1,\"page\":1},"
        + "{\"hash\":\"h-c\",\"heading\":[\"Leave\"],\"text\":\"c\",\"start\":2,\"end\":3},"
        + "{\"hash\":\"h-휴가\",\"heading\":[\"Leave\"],\"text\":\"휴가\",\"start\":4,\"end\":6}]}",
        gateway.get(VERSIONS + "/2/passages").body());
  }

  @Test
  void aDiffCountsAPassageAsOftenAsItIsThere() throws Exception {
    var diff = json(VERSIONS + "/2/diff?with=1");
    assertEquals(1, diff.get("from").asInt());
    assertEquals(2, diff.get("to").asInt());
    assertEquals(List.of("c", "휴가"), texts(diff.get("added")));
    assertEquals(List.of("a", "b"), texts(diff.get("removed")));
    assertEquals(1, diff.get("kept").asInt());
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVE", "LEFT_OUT"})
  void aDiffIsMadeWithTheActiveVersionWhereNoneIsNamed(State state) throws Exception {
    gateway.actors.active = state;
    var diff = json(VERSIONS + "/1/diff");
    assertEquals(2, diff.get("from").asInt());
    assertEquals(List.of("a", "b"), texts(diff.get("added")));
    assertEquals(3, json(VERSIONS + "/2/diff").get("kept").asInt());
  }

  @Test
  void aDiffWithNoActiveVersionHasToNameOne() throws Exception {
    gateway.actors.active = State.KEPT;
    var response = gateway.get(VERSIONS + "/1/diff");
    assertEquals(404, response.statusCode());
    assertEquals("with", Gateway.error(response).get("param").asText());
  }

  @Test
  void anEarlierVersionIsMadeActive() throws Exception {
    var response = gateway.post(VERSIONS + "/1/activate", "");
    assertEquals(200, response.statusCode());
    assertEquals("{\"version\":1,\"previous\":2,\"added\":1,\"removed\":2}", response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {VERSIONS + "/9/passages", VERSIONS + "/9/diff",
      VERSIONS + "/1/diff?with=9",
      "/v1/documents/nope/versions", "/v1/documents/nope/versions/1/passages",
      "/v1/documents/nope/versions/1/diff"})
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertEquals(404, gateway.get(path).statusCode());
  }

  @Test
  void aVersionThatIsNotThereCannotBeMadeActive() throws Exception {
    assertEquals(404, gateway.post(VERSIONS + "/9/activate", "").statusCode());
    assertEquals(400, gateway.post(VERSIONS + "/x/activate", "").statusCode());
  }

  private JsonNode json(String path) throws Exception {
    return Gateway.json(gateway.get(path).body());
  }

  private static List<String> texts(JsonNode passages) {
    return StreamSupport.stream(passages.spliterator(), false)
        .map(passage -> passage.get("text").asText()).toList();
  }
}
