package io.sluice.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.ingestion.KafkaLetter.Delete;
import io.sluice.ingestion.KafkaLetter.Poison;
import io.sluice.ingestion.KafkaLetter.Upsert;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Refusal.BadRequest;
import io.sluice.message.Refusal.Internal;
import io.sluice.privacy.Masking;
import io.sluice.privacy.PrivacyKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaLettersTest {
  @TempDir
  Path folder;
  private Masking masking = Masking.OFF;
  private static final int MOST = 1000;
  private static final DocumentKey KEY = new DocumentKey("회사", "hr", "인사/휴가.md");

  @Test
  void whatIsWrittenIsReadTheSame() {
    for (var bytes : List.of("휴가는 15일\n".getBytes(UTF_8), new byte[]{1, (byte) 0xff, 0},
        "\ufeffbom".getBytes(UTF_8))) {
      var document = new SubmitDocument("hr", KEY.document(), "제목", "휴가.md", "text/markdown",
          List.of("t"), List.of("hr-team"), "wiki://1", Bytes.of(bytes), null, "김",
          LocalDate.EPOCH);
      var letter = assertInstanceOf(Upsert.class, KafkaLetters.read(come(KafkaLetters
          .record("topic", "id-1", KEY, KafkaDocument.of(document, KEY.document(), bytes))), MOST,
          names()));

      assertEquals(new Upsert("id-1", KEY, document), letter);
    }
  }

  @Test
  void anErasureSaysOnWhoseBehalf() {
    var record = KafkaLetters.delete("topic", "id-1", KEY, List.of("김", "b\"c"));

    assertEquals(new Delete("id-1", KEY, List.of("김", "b\"c")),
        KafkaLetters.read(come(record), MOST, names()));
  }

  @Test
  void anyProducerNeedSendNoMoreThanText() {
    var letter = assertInstanceOf(Upsert.class,
        read("{\"text\": \"hello\", \"title\": \"Some Title\"}"));

    assertEquals(new DocumentKey("default", "default", "some-title"), letter.key());
    assertEquals(new Delete(letter.ingestion(), letter.key(), null),
        read("{\"delete\": true, \"id\": \"some-title\"}"));
  }

  @Test
  void anIdIsMadeOfThePlaceOfTheRecord() {
    var record = new ConsumerRecord<>("t", 1, 7L, new byte[0], "{\"text\":\"x\"}".getBytes(UTF_8));
    var other = new ConsumerRecord<>("t", 1, 8L, new byte[0], "{\"text\":\"x\"}".getBytes(UTF_8));

    assertEquals(KafkaLetters.read(record, MOST, names()).ingestion(),
        KafkaLetters.read(record, MOST, names()).ingestion());
    assertNotEquals(KafkaLetters.read(record, MOST, names()).ingestion(),
        KafkaLetters.read(other, MOST, names()).ingestion());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
      "{\"text\": | not JSON at line 1, column 9: it ends too early |",
      "{\"text\": \"x\", \"id\": \"a\", \"extra\": 1} | extra: unknown field; known are acl, author,"
          + " collection, content, date, delete, fileName, id, mediaType, source, tags, text, title"
          + " | extra",
      "{\"id\": \"a\"} | text: is required, or else content, but not both | text",
      "{\"text\": \"x\", \"content\": \"eA==\", \"id\": \"a\"}"
          + " | text: is required, or else content, but not both | text",
      "{\"content\": \"%%%\", \"id\": \"a\"} | content: must be base64 | content",
      "{\"text\": \" \", \"id\": \"a\"} | text: must not be empty | text",
      "{\"text\": 7, \"id\": \"a\"} | text: must be a string | text",
      "{\"text\": \"x\"} | id: is required where no file name or title makes one | id",
      "{\"text\": \"x\", \"id\": \"a\", \"tags\": [\"\"]} | tags[0]: must not be empty | tags[0]",
      "{\"text\": \"x\", \"id\": \"a\", \"collection\": \"../x\"} | collection: must be 1 to 64"
          + " letters, digits and . _ - and begin with a letter or digit | collection",
      "{\"text\": \"x\", \"id\": \"a\", \"date\": \"soon\"}"
          + " | date: must be a date such as 2026-01-31 | date",
      "{\"delete\": true} | id: is required | id",
      "{\"delete\": true, \"id\": \"a\", \"text\": \"x\"}"
          + " | delete: takes no other fields than id and collection | delete"})
  void whatCannotBeUnderstoodIsToldWithItsPath(String value, String reason,
      @Nullable String path) {
    var poison = assertInstanceOf(Poison.class, read(value));

    assertEquals(reason, poison.why().message());
    assertEquals(Optional.ofNullable(path),
        poison.why() instanceof BadRequest(String m, String p)
            ? Optional.ofNullable(p)
            : Optional.of("no path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "", "a b", "a/b", "-x", "가"})
  void anIngestionIdIsAHarmlessFileName(String id) {
    var poison = assertInstanceOf(Poison.class,
        read("{\"text\": \"x\", \"id\": \"a\"}", "ingestion", id));

    assertNotEquals(id, poison.ingestion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "{}", "[1]", "[null]", "[\"x\", null]", "\"x\""})
  void whoErasesIsAList(String principals) {
    assertInstanceOf(Poison.class,
        read("{\"delete\": true, \"id\": \"a\"}", "principals", principals));
  }

  @Test
  void whatIsTooLargeOrNothingAtAllIsRefused() {
    assertTrue(assertInstanceOf(Poison.class, read("x".repeat(MOST + 1))).why().message()
        .startsWith("the document makes a record of 1001 bytes"));
    assertInstanceOf(Poison.class,
        KafkaLetters.read(new ConsumerRecord<>("t", 0, 0L, null, null), MOST, names()));
    assertInstanceOf(Poison.class, KafkaLetters
        .read(new ConsumerRecord<>("t", 0, 0L, null, new byte[]{(byte) 0xff, 1}), MOST, names()));
  }

  @Test
  void aDeadLetterIsTheRecordAsItCameAndTheReason() {
    var record = come(KafkaLetters.delete("topic", "id-1", KEY, List.of("a")));
    var dead = KafkaLetters.dead("dead", record, "id-1",
        new Internal("no"), true);

    assertArrayEquals(record.value(), dead.value());
    assertArrayEquals(record.key(), dead.key());
    assertEquals(List.of("tenant", "principals", "ingestion", "reason", "code", "position"),
        List.of(dead.headers().toArray()).stream().map(header -> header.key()).toList());
  }

  @Test
  void anIdHasNoPersonalDataInItWhereThatIsMasked() {
    masking = Masking.MASK;
    var made = assertInstanceOf(Upsert.class,
        read("{\"text\": \"x\", \"title\": \"Of kim@example.com\"}"));

    assertTrue(made.key().document().startsWith("of-email-"), made.key().document());
    assertEquals("id", assertInstanceOf(BadRequest.class, assertInstanceOf(Poison.class,
        read("{\"text\": \"x\", \"id\": \"900101-1234568\"}")).why()).param());
  }

  private DocumentNames names() {
    try {
      return new DocumentNames(_ -> masking, PrivacyKey.loadOrCreate(folder.resolve("key")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private KafkaLetter read(String value, String... headers) {
    var record = new ProducerRecord<>("topic", new byte[0], value.getBytes(UTF_8));
    for (var i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    return KafkaLetters.read(come(record), MOST, names());
  }

  private static ConsumerRecord<byte[], byte[]> come(ProducerRecord<byte[], byte[]> sent) {
    return new ConsumerRecord<>(sent.topic(), 0, 0, 0, TimestampType.CREATE_TIME, 0, 0,
        sent.key(), sent.value(), new RecordHeaders(sent.headers()), Optional.empty());
  }
}
