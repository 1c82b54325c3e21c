package io.sluice.strictjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.strictjson.Check.Violation;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads text or trees into records, strictly; see the package for what that means. */
public final class StrictReader {
  private final ObjectMapper mapper;

  private StrictReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** For request bodies: field names as the records spell them, every type exactly. */
  public static StrictReader ofJson() {
    var builder = base(true).configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, true)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(new SimpleModule("exact-enums").setDeserializerModifier(new ExactEnums()))
        .withCoercionConfigDefaults(blank -> blank.setAcceptBlankAsEmpty(false)
            .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
    return new StrictReader(builder.build());
  }

  /**
   * For configuration: {@code kebab-case} names, all of them required, and numbers that may stand as
   * text, since that is what the environment and the command line give.
   */
  public static StrictReader ofConfiguration() {
    return new StrictReader(base(false).addHandler(new YesOrNo())
        .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY).build());
  }

  private static JsonMapper.Builder base(boolean exactText) {
    return JsonMapper.builder().addModule(new JavaTimeModule())
        .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationReader())
            .addDeserializer(LocalDate.class, new DateReader())
            .addDeserializer(String.class, new TextReader(exactText)))
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
  }

  /** Reads a body; bytes that are not UTF-8 are wrong. */
  public <T> Parsed<T> read(byte[] utf8, Class<T> type) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return text.isBlank()
          ? new Wrong<>(null, "the body is empty")
          : attempt(type, () -> mapper.readValue(text, type));
    } catch (CharacterCodingException e) {
      return new Wrong<>(null, "the body is not valid UTF-8");
    }
  }

  /** Reads a tree that was put together from files and overrides. */
  public <T> Parsed<T> read(JsonNode tree, Class<T> type) {
    return attempt(type, () -> mapper.treeToValue(tree, type));
  }

  private static <T> Parsed<T> attempt(Class<T> type, Step<T> step) {
    try {
      var value = step.run();
      return value == null
          ? new Wrong<>(null, "must be " + expected(type) + ", not null")
          : new Read<>(value);
    } catch (JsonMappingException e) {
      return wrong(e);
    } catch (StreamConstraintsException e) {
      return new Wrong<>(null, "the body " + Malformed.limit(e), Malformed.isTooLong(e));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      return new Wrong<>(null, "not JSON" + where + ": " + Malformed.words(e));
    }
  }

  private static <T> Parsed<T> wrong(JsonMappingException e) {
    var path = path(e);
    var violation = violation(e);
    if (violation != null) {
      return new Wrong<>(path == null ? violation.field() : path + "." + violation.field(),
          Objects.requireNonNull(violation.getMessage()));
    }
    var limit = Malformed.limitIn(e);
    if (limit != null) {
      return new Wrong<>(path, (path == null ? "the body " : "") + Malformed.limit(limit),
          Malformed.isTooLong(limit));
    }
    return new Wrong<>(path, switch (e) {
      case JsonMappingException tooLarge when tooLarge
          .getCause() instanceof InputCoercionException c ->
        outOfRange(c);
      case UnrecognizedPropertyException unknown -> "unknown field; known are "
          + names(unknown.getKnownPropertyIds());
      case MismatchedInputException mismatch when mismatch.getOriginalMessage() != null
          && mismatch.getOriginalMessage().startsWith("Missing") ->
        "is required";
      case MismatchedInputException mismatch when mismatch.getTargetType() != null -> "must be "
          + expected(mismatch.getTargetType());
      default -> Malformed.words(e);
    });
  }

  private static @Nullable String path(JsonMappingException e) {
    var path = new StringBuilder();
    for (var step : e.getPath()) {
      var name = step.getFieldName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name.isEmpty() ? "''" : name);
      }
    }
    return path.isEmpty() ? null : path.toString();
  }

  private static String outOfRange(InputCoercionException e) {
    return e.getTargetType() == long.class
        ? "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE
        : "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
  }

  private static @Nullable Violation violation(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof Violation violation) {
        return violation;
      }
    }
    return null;
  }

  private static String expected(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    if (type.getPackageName().equals("java.time")) {
      return "a date such as 2026-01-31";
    }
    return type.isEnum() ? "one of " + constants(type) : "an object";
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String names(@Nullable Collection<Object> known) {
    return known == null
        ? "none"
        : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  @FunctionalInterface
  private interface Step<T> {
    @Nullable
    T run() throws JsonProcessingException;
  }
}
