package io.sluice.bus;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.message.Bytes;
import io.sluice.message.Refusal;
import io.sluice.message.Streaming.Batch;
import io.sluice.message.Vector;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Records as CBOR. Fields this node does not know are skipped; a vector is one byte string of
 * little-endian floats; a batch of events inside another record is its binary form; a refusal there
 * carries its name. A component that later
 * versions add has to be nullable, since older nodes leave it out.
 */
final class CborMapper {
  /** A document's text is one string; how long it may be was decided when it was taken in. */
  private static final StreamReadConstraints WHOLE_DOCUMENTS = StreamReadConstraints.builder()
      .maxStringLength(Integer.MAX_VALUE).build();

  static final ObjectMapper INSTANCE = create();

  private CborMapper() {}

  private static ObjectMapper create() {
    var values = new SimpleModule().addSerializer(Vector.class, new VectorWriter())
        .addDeserializer(Vector.class, new VectorReader())
        .addSerializer(Batch.class, new BatchWriter())
        .addDeserializer(Batch.class, new BatchReader())
        .addSerializer(Bytes.class, new BytesWriter())
        .addDeserializer(Bytes.class, new BytesReader());
    // Half a surrogate pair is replaced, not refused: it may be in any text a user sends.
    var factory = CBORFactory.builder().enable(CBORGenerator.Feature.LENIENT_UTF_ENCODING)
        .streamReadConstraints(WHOLE_DOCUMENTS).build();
    var nullness = AnnotationIntrospector.pair(new Nullness(), new JacksonAnnotationIntrospector());
    return CBORMapper.builder(factory).annotationIntrospector(nullness).addModule(values)
        .addModule(new JavaTimeModule())
        .addMixIn(Refusal.class, Named.class)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
        .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true)
        .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, false)
        .configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false)
        .registerSubtypes(Refusal.class.getPermittedSubclasses()).build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "refusal")
  private interface Named {}

  /** A component that is not nullable must be there: what is decoded keeps the records' word. */
  private static final class Nullness extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
      return annotated instanceof AnnotatedParameter parameter && !isNullable(parameter)
          ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
          : JsonSetter.Value.empty();
    }

    private static boolean isNullable(AnnotatedParameter parameter) {
      var components = parameter.getDeclaringClass().getRecordComponents();
      return components == null || components[parameter.getIndex()].getAnnotatedType()
          .isAnnotationPresent(Nullable.class);
    }
  }

  private static final class VectorWriter extends JsonSerializer<Vector> {
    @Override
    public void serialize(Vector vector, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      var bytes = ByteBuffer.allocate(vector.dimension() * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector.values());
      out.writeBinary(bytes.array());
    }
  }

  private static final class VectorReader extends JsonDeserializer<Vector> {
    @Override
    public Vector deserialize(JsonParser in, DeserializationContext context) throws IOException {
      var bytes = in.getBinaryValue();
      if (bytes.length % Float.BYTES != 0) {
        throw context.weirdStringException("", Vector.class, "not a whole number of floats");
      }
      var values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return Vector.of(values);
    }
  }

  private static final class BatchWriter extends JsonSerializer<Batch> {
    @Override
    public void serialize(Batch batch, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(BatchForm.write(batch, Buffer.buffer()).getBytes());
    }
  }

  private static final class BatchReader extends JsonDeserializer<Batch> {
    @Override
    public Batch deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return BatchForm.read(Buffer.buffer(in.getBinaryValue()), 0);
    }
  }

  private static final class BytesWriter extends JsonSerializer<Bytes> {
    @Override
    public void serialize(Bytes bytes, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeBinary(bytes.content());
    }
  }

  private static final class BytesReader extends JsonDeserializer<Bytes> {
    @Override
    public Bytes deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Bytes.of(in.getBinaryValue());
    }
  }
}
