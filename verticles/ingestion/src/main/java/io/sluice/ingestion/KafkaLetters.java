package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.ingestion.KafkaLetter.Delete;
import io.sluice.ingestion.KafkaLetter.Poison;
import io.sluice.ingestion.KafkaLetter.Upsert;
import io.sluice.message.CallInfo;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.StrictReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes and reads records: a {@link KafkaDocument} as JSON, and headers that say whose it is. */
final class KafkaLetters {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLetters.class);
  private static final String INGESTION = "ingestion";
  private static final String TENANT = "tenant";
  private static final String PRINCIPALS = "principals";
  private static final String REASON = "reason";
  private static final String CODE = "code";
  private static final String POSITION = "position";
  private static final Pattern SANE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}");
  private static final int ID_LENGTH = 32;
  private static final int MAX_TENANT = 200;
  private static final StrictReader STRICT = StrictReader.ofJson();
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private KafkaLetters() {}

  /** What any producer may have written, as far as it can be understood. */
  static KafkaLetter read(ConsumerRecord<byte[], byte[]> written, int maxBytes,
      DocumentNames names) {
    try {
      return understood(written, maxBytes, names);
    } catch (RuntimeException e) { // It is not to hold up those behind it.
      LOG.error("record not understood topic={} partition={} offset={}", written.topic(),
          written.partition(), written.offset(), e);
      return new Poison(made(written), new Internal("the record could not be read"));
    }
  }

  private static KafkaLetter understood(ConsumerRecord<byte[], byte[]> written, int maxBytes,
      DocumentNames names) {
    var given = header(written, INGESTION);
    var ingestion = given != null && SANE.matcher(given).matches() ? given : made(written);
    if (given != null && !given.equals(ingestion)) {
      return new Poison(ingestion, insane(INGESTION));
    }
    var tenant = header(written, TENANT);
    if (tenant != null && !isTenant(tenant)) {
      return new Poison(ingestion, new BadRequest("header tenant: must be a name", TENANT));
    }
    var value = written.value();
    if (value == null) {
      return new Poison(ingestion, new BadRequest("the record has no value", null));
    }
    if (value.length > maxBytes) {
      return new Poison(ingestion, tooLarge(value.length, maxBytes));
    }
    return switch (STRICT.read(value, KafkaDocument.class)) {
      case Parsed.Wrong<KafkaDocument> wrong ->
        new Poison(ingestion, new BadRequest(wrong.line(), wrong.path()));
      case Parsed.Read<KafkaDocument>(KafkaDocument document) -> letter(written, ingestion,
          tenant == null ? CallInfo.DEFAULT_TENANT : tenant, document, names);
    };
  }

  private static KafkaLetter letter(ConsumerRecord<byte[], byte[]> written, String ingestion,
      String tenant, KafkaDocument document, DocumentNames names) {
    if (document.erases()) {
      return delete(written, ingestion,
          new DocumentKey(tenant, document.collectionOrDefault(),
              DocumentNames.composed(String.valueOf(document.id()))));
    }
    var message = document.toMessage();
    if (Intake.isBlank(message.content().content())) {
      return new Poison(ingestion, new BadRequest("text: must not be empty", "text"));
    }
    return switch (names.of(message)) {
      case Refused<String>(Refusal why) -> new Poison(ingestion, why);
      case Answered<String>(String id) -> new Upsert(ingestion,
          new DocumentKey(tenant, message.collection(), id), message);
    };
  }

  private static KafkaLetter delete(ConsumerRecord<byte[], byte[]> written, String ingestion,
      DocumentKey key) {
    var principals = header(written, PRINCIPALS);
    if (principals == null) {
      return new Delete(ingestion, key, null);
    }
    return switch (STRICT.read(principals.getBytes(UTF_8), String[].class)) {
      case Parsed.Wrong<String[]> wrong -> new Poison(ingestion, insane(PRINCIPALS));
      case Parsed.Read<String[]>(String[] names) when Arrays.asList(names).contains(null) ->
        new Poison(ingestion, insane(PRINCIPALS));
      case Parsed.Read<String[]>(String[] names) -> new Delete(ingestion, key, List.of(names));
    };
  }

  /** A record that takes a document in, or erases it where it says so. */
  static ProducerRecord<byte[], byte[]> record(String topic, String ingestion, DocumentKey key,
      KafkaDocument document) {
    var record = new ProducerRecord<>(topic, key(key), json(document));
    record.headers().add(INGESTION, ingestion.getBytes(UTF_8)).add(TENANT,
        key.tenant().getBytes(UTF_8));
    return record;
  }

  static ProducerRecord<byte[], byte[]> delete(String topic, String ingestion, DocumentKey key,
      List<String> principals) {
    var record = record(topic, ingestion, key,
        KafkaDocument.delete(key.collection(), key.document()));
    record.headers().add(PRINCIPALS, json(principals));
    return record;
  }

  /** The record as it came, and why it was not taken in. */
  static ProducerRecord<byte[], byte[]> dead(String topic, ConsumerRecord<byte[], byte[]> written,
      String ingestion, Refusal why, boolean withValue) {
    var dead = new ProducerRecord<byte[], byte[]>(topic, null, written.key(),
        withValue ? written.value() : null, written.headers());
    var headers = dead.headers();
    headers.remove(INGESTION).remove(REASON).remove(CODE).remove(POSITION);
    headers.add(INGESTION, ingestion.getBytes(UTF_8)).add(REASON, why.message().getBytes(UTF_8))
        .add(CODE, why.code().toString().getBytes(UTF_8)).add(POSITION, (written.topic() + '/'
            + written.partition() + '/' + written.offset()).getBytes(UTF_8));
    return dead;
  }

  static byte[] key(DocumentKey key) {
    return (key.tenant() + '/' + key.collection() + '/' + key.document()).getBytes(UTF_8);
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("what is made of texts and numbers can be written", e);
    }
  }

  static TooLarge tooLarge(long bytes, int maxBytes) {
    return new TooLarge("the document makes a record of " + bytes
        + " bytes, and the queue takes at most " + maxBytes, null);
  }

  /** The timestamp tells records apart that stand at the same place of a topic made anew. */
  private static String made(ConsumerRecord<byte[], byte[]> written) {
    return Hashes.of(List.of(written.topic(), Integer.toString(written.partition()),
        Long.toString(written.offset()), Long.toString(written.timestamp())))
        .substring(0, ID_LENGTH);
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> written, String name) {
    var header = written.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static boolean isTenant(String name) {
    return !name.isBlank() && name.length() <= MAX_TENANT
        && name.chars().noneMatch(Character::isISOControl);
  }

  private static BadRequest insane(String header) {
    return new BadRequest("header " + header + ": "
        + (header.equals(PRINCIPALS)
            ? "must be a JSON list of strings"
            : "must be 1 to 64 letters, digits and . _ - and begin with a letter or digit"),
        header);
  }
}
