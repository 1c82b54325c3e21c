package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Refusal.Overloaded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsIT extends OnOwnGateway {

  @Test
  void everyCollectionIsAModel() throws Exception {
    var list = Gateway.json(gateway.get("/v1/models").body());
    assertEquals("list", list.get("object").asText());
    assertEquals(List.of("sluice", "sluice/default", "sluice/hr"), ids(list.get("data")).toList());
    assertEquals("{\"id\":\"sluice\",\"object\":\"model\",\"created\":0,\"owned_by\":\"sluice\"}",
        list.at("/data/0").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluice", "sluice/hr", "sluice%2Fhr", "sluice%2Fhr%40b", "sluice@b"})
  void aModelIsFoundByItsName(String path) throws Exception {
    var response = gateway.get("/v1/models/" + path);
    assertEquals(200, response.statusCode(), response.body());
    assertEquals(path.replace("%2F", "/").replace("%40", "@"),
        Gateway.json(response.body()).get("id").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "sluice%2Fnope", "sluice/nope", "gpt/4o", "sluice%2F"})
  void aModelThatThereIsNotIsNotFound(String path) throws Exception {
    var response = gateway.get("/v1/models/" + path);
    assertEquals(404, response.statusCode());
    assertEquals("model", Gateway.error(response).get("param").asText());
  }

  @Test
  void textsBecomeVectorsInTheirOrder() throws Exception {
    var answer = Gateway.json(gateway.post("/v1/embeddings", """
        {"model": "sluice", "input": ["휴가", "abc"], "user": "u", "some_new_field": {}}""").body());
    assertEquals("{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
        + "\"embedding\":[2.0,0.5]},{\"object\":\"embedding\",\"index\":1,"
        + "\"embedding\":[3.0,0.5]}],\"model\":\"mini@0a1b\"}",
        ((com.fasterxml.jackson.databind.node.ObjectNode) answer).without(List.of("usage"))
            .toString());
    assertEquals(new Embed(List.of("휴가", "abc"), Purpose.PASSAGE),
        gateway.actors.embedded.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void tokensAreCounted() throws Exception {
    var usage = Gateway.json(gateway.post("/v1/embeddings",
        "{\"model\": \"sluice\", \"input\": \"one two three\"}").body()).get("usage");
    assertEquals("{\"prompt_tokens\":3,\"total_tokens\":3}", usage.toString());
  }

  @Test
  void aVectorMayBeWrittenInBase64() throws Exception {
    var answer = Gateway.json(gateway.post("/v1/embeddings", """
        {"model": "mini", "input": "abc", "encoding_format": "base64", "dimensions": 2}""").body());
    var floats = ByteBuffer
        .wrap(Base64.getDecoder().decode(answer.at("/data/0/embedding").asText()))
        .order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertEquals(3f, floats.get());
    assertEquals(0.5f, floats.get());
    assertEquals(0, floats.remaining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sluice", "sluice/hr", "mini", "mini@0a1b"})
  void theEmbeddingModelHasSeveralNames(String model) throws Exception {
    assertEquals(200, gateway.post("/v1/embeddings",
        "{\"model\": \"" + model + "\", \"input\": \"a\"}").statusCode());
  }

  @Test
  void anotherEmbeddingModelIsNotFound() throws Exception {
    var response = gateway.post("/v1/embeddings",
        "{\"model\": \"text-embedding-3-small\", \"input\": \"a\"}");
    assertEquals(404, response.statusCode());
    assertEquals("model", Gateway.error(response).get("param").asText());
    assertTrue(Gateway.error(response).get("message").asText().contains("mini@0a1b"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"{\"model\": \"sluice\"}|input",
      "{\"input\": \"a\"}|model", "{\"model\": \"sluice\", \"input\": []}|input",
      "{\"model\": \"sluice\", \"input\": \"\"}|input",
      "{\"model\": \"sluice\", \"input\": [\"a\", \"\"]}|input[1]",
      "{\"model\": \"sluice\", \"input\": [1, 2]}|input[0]",
      "{\"model\": \"sluice\", \"input\": [[1, 2]]}|input[0]",
      "{\"model\": \"sluice\", \"input\": [null]}|input",
      "{\"model\": \"sluice\", \"input\": \"a\", \"dimensions\": 3}|dimensions",
      "{\"model\": \"sluice\", \"input\": \"a\", \"encoding_format\": \"int8\"}|encoding_format"})
  void whatIsWrongIsNamedByItsPath(String body, String param) throws Exception {
    var response = gateway.post("/v1/embeddings", body);
    assertEquals(400, response.statusCode(), response.body());
    assertEquals(param, Gateway.error(response).get("param").asText());
  }

  @Test
  void tooMuchAtOnceIsRefused() throws Exception {
    var response = gateway.post("/v1/embeddings",
        "{\"model\": \"sluice\", \"input\": [" + "\"a\",".repeat(2048) + "\"a\"]}");
    assertEquals(400, response.statusCode());
    gateway.actors.refusal = new Overloaded("too many texts wait", 1);
    assertEquals(503, gateway.post("/v1/embeddings",
        "{\"model\": \"sluice\", \"input\": \"a\"}").statusCode());
  }

  private static Stream<String> ids(JsonNode models) {
    return StreamSupport.stream(models.spliterator(), false).map(model -> model.get("id").asText());
  }
}
