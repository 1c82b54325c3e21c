package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.message.AnswerEvent.Failed;
import io.sluice.message.AnswerEvent.Token;
import io.sluice.message.Embedding.Embed;
import io.sluice.message.Embedding.Embedded;
import io.sluice.message.Embedding.Purpose;
import io.sluice.message.Message;
import io.sluice.message.Refusal.NotFound;
import io.sluice.message.Refusal.Undecodable;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Vector;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {

  static List<Message> examples() {
    return Examples.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyMessageComesBackEqual(Message example) {
    assertEquals(example, Wire.decode(Wire.encode(example)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theCodecFindsAMessageBehindOtherBytes(Message example) {
    var codec = new WireCodec();
    var buffer = Buffer.buffer("what comes before");
    var at = buffer.length();
    codec.encodeToWire(buffer, example);
    buffer.appendString("what comes after");

    assertEquals(example, codec.decodeFromWire(at, buffer));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aFieldOfANewerNodeIsSkipped(Message example) throws IOException {
    if (example instanceof Batch) {
      return; // its own form has no fields
    }
    var newer = fields(example);
    newer.putObject("addedLater").putArray("list").add(1).addObject().put("deep", "값");

    assertEquals(example, decode(example, newer));
  }

  /** What NullAway takes for granted in the handlers has to hold for what another node sent. */
  @TestFactory
  Stream<DynamicTest> aMissingComponentIsNullWhereThatIsAllowedAndUndecodableElsewhere() {
    return Examples.fullest().values().stream().filter(example -> !(example instanceof Batch))
        .flatMap(example -> Arrays.stream(example.getClass().getRecordComponents())
            .map(component -> DynamicTest
                .dynamicTest(example.getClass().getSimpleName() + "." + component.getName(), () -> {
                  var fields = fields(example);
                  fields.remove(component.getName());
                  var decoded = decode(example, fields);
                  if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    assertEquals(null, component.getAccessor().invoke(decoded));
                  } else {
                    assertInstanceOf(Undecodable.class, decoded);
                  }
                })));
  }

  @Test
  void aNullWhereNoneIsAllowedIsUndecodable() throws IOException {
    var fields = fields(new Token("text"));
    fields.putNull("text");

    assertInstanceOf(Undecodable.class, decode(new Token("text"), fields));
  }

  @Test
  void halfASurrogatePairIsReplacedAndDoesNotStopTheMessage() {
    var decoded = Wire
        .decode(Wire.encode(new Embed(List.of("a\ud83d", "\ude00b"), Purpose.QUESTION)));

    assertEquals(new Embed(List.of("a\ufffd", "\ufffdb"), Purpose.QUESTION), decoded);
  }

  @Test
  void aTextOfADocumentMayBeLongerThanJacksonAllowsByDefault() {
    var embed = new Embed(List.of("x".repeat(20_000_001)), Purpose.PASSAGE);

    assertEquals(embed, Wire.decode(Wire.encode(embed)));
  }

  @Test
  @SuppressWarnings("NullAway")
  void aMessageThatCannotBeWrittenArrivesAsUndecodable() {
    var broken = new Embedded("model", List.of(), List.of(Vector.of((float[]) null)));

    assertInstanceOf(Undecodable.class, Wire.decode(Wire.encode(broken)));
  }

  @Test
  void anUnknownRefusalInsideAnEventIsUndecodable() throws IOException {
    var failed = new Failed(new NotFound("gone", null));
    var newer = fields(failed);
    ((ObjectNode) newer.get("refusal")).put("refusal", "OutOfCoffee");

    assertInstanceOf(Undecodable.class, decode(failed, newer));
  }

  @Test
  void anEventOfANewerNodeInsideABatchIsUndecodable() {
    var batch = Wire.encode(new Batch(List.of(new Token("a")), 1, false));
    batch.setUnsignedShort(3 + 9, 65_000);

    assertInstanceOf(Undecodable.class, Wire.decode(batch));
  }

  @Test
  void aMessageThatIsNoEventInsideABatchIsUndecodable() {
    var batch = Wire.encode(new Batch(List.of(new Token("a")), 1, false));
    batch.setUnsignedShort(3 + 9, TypeTable.idOf(NotFound.class));

    assertInstanceOf(Undecodable.class, Wire.decode(batch));
  }

  @Test
  void anotherWireVersionIsUndecodable() {
    var bytes = Wire.encode(new Token("a")).setByte(0, (byte) 2);

    assertInstanceOf(Undecodable.class, Wire.decode(bytes));
  }

  private static ObjectNode fields(Message message) throws IOException {
    return (ObjectNode) CborMapper.INSTANCE.readTree(Wire.toCbor(message));
  }

  private static Message decode(Message like, ObjectNode fields) throws IOException {
    return Wire.decode(Wire.encode(like).slice(0, 3).copy()
        .appendBytes(CborMapper.INSTANCE.writeValueAsBytes(fields)));
  }
}
