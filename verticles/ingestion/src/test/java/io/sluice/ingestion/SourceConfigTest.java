package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.strictjson.Check.Violation;
import io.sluice.strictjson.Parsed;
import io.sluice.strictjson.Parsed.Read;
import io.sluice.strictjson.Parsed.Wrong;
import io.sluice.strictjson.StrictReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceConfigTest {
  private static final Path STORAGE = Path.of("/data/documents");

  record Part(List<SourceConfig> sources) {}

  @Test
  void aSourceNamesOnlyWhatDiffers() throws Exception {
    var read = assertInstanceOf(Read.class,
        read(
            "[{'name': 'wiki', 'folder': '/srv/wiki'}, {'name': '가격', 'urls': 'https://a.example/'}]"));

    assertEquals(new Part(List.of(
        new FolderSource("wiki", "default", List.of(), List.of(), Duration.ofHours(1), 20 << 20,
            Path.of("/srv/wiki"), true, 0.5),
        new UrlSource("가격", "default", List.of(), List.of(), Duration.ofHours(6), 20 << 20,
            List.of("https://a.example/"), Duration.ofMinutes(1), false))),
        read.value());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "{'name': 'a', 'folder': '/b', 'wacth': true} | sources[0].wacth: unknown field",
      "{'name': 'a', 'folder': '/b', 'urls': ['x']} | sources[0].folder: or urls is required, and not both",
      "{'name': 'a'} | sources[0].folder: or urls is required, and not both",
      "{'folder': '/b'} | sources[0].name: is required",
      "{'name': '../a', 'folder': '/b'} | sources[0].name: must be 1 to 40 letters",
      "{'name': 'a', 'folder': '/b', 'collection': ''} | sources[0].collection: must be 1 to 64 letters",
      "{'name': 'a', 'folder': ''} | sources[0].folder: must not be empty",
      "{'name': 'a', 'folder': '/b', 'every': 'soon'} | sources[0].every: must be a duration",
      "{'name': 'a', 'folder': '/b', 'every': '10ms'} | sources[0].every: must be at least 1s",
      "{'name': 'a', 'folder': '/b', 'erase-at-most': 2} | sources[0].erase-at-most: must be from 0.0",
      "{'name': 'a', 'folder': '/b', 'tags': ['']} | sources[0].tags[0]: must not be empty",
      "{'name': 'a', 'folder': '/b', 'max-bytes': 0} | sources[0].max-bytes: must be from 1",
      "{'name': 'a', 'urls': []} | sources[0].urls: must be from 1",
      "{'name': 'a', 'urls': ['https://a.example/', 'ftp://a.example/']} | sources[0].urls[1]: must be an",
      "{'name': 'a', 'urls': ['http://me:secret@a.example/']} | sources[0].urls[0]: must be an address",
      "{'name': 'a', 'urls': ['http://a/', 'http://a/']} | sources[0].urls[1]: is there twice",
      "{'name': 'a', 'urls': ['http://a/'], 'timeout': '0s'} | sources[0].timeout: must be longer",
      "{'name': 'a', 'urls': ['http://a/'], 'watch': true} | sources[0].watch: unknown field",
      "'wiki' | sources[0]: must be an object"})
  void aWrongSourceIsNamedWithItsPath(String source, String message)
      throws Exception {
    var wrong = assertInstanceOf(Wrong.class, read("[" + source + "]"));

    assertEquals(message, wrong.line().substring(0, message.length()));
  }

  @Test
  void namesAreUniqueWhateverTheirCase() {
    var sources = List.<SourceConfig>of(folder("Wiki", "/a"), folder("wiki", "/b"));

    assertEquals("sources[1].name",
        assertThrows(Violation.class, () -> SourceChecks.all(sources, STORAGE)).field());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data", "/data/documents", "/data/documents/raw", "/x/../data"})
  void theGatewaysOwnFilesAreNoSource(String folder) {
    assertEquals("sources[0].folder", assertThrows(Violation.class,
        () -> SourceChecks.all(List.of(folder("a", folder)), STORAGE)).field());
  }

  @Test
  void aFolderBesideTheGatewaysOwnFilesIsASource() {
    assertEquals(1, SourceChecks.all(List.of(folder("a", "/data/inbox")), STORAGE).size());
  }

  private static SourceConfig folder(String name, String folder) {
    return new FolderSource(name, "default", List.of(), List.of(), Duration.ofHours(1), 1,
        Path.of(folder), true, 0.5);
  }

  /** JSON, with single quotes for the sake of this file. */
  private static Parsed<Part> read(String sources) throws Exception {
    return StrictReader.ofConfiguration().read(
        new JsonMapper().readTree("{\"sources\":" + sources.replace('\'', '"') + "}"), Part.class);
  }
}
