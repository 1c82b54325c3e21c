package io.sluice.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.admission.AdmissionConfig;
import io.sluice.message.Tuning;
import io.sluice.message.Tuning.Blend;
import io.sluice.message.Variation;
import io.sluice.retrieval.WeaviateConfig;
import io.sluice.strictjson.Parsed.Wrong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFilesTest {
  private static final Path SHIPPED = Path.of("..", "..", "conf", "sluice.yaml");

  @TempDir
  Path folder = Path.of("");

  @Test
  void theShippedFileIsValidAsItIs() {
    var config = read(Map.of());
    assertEquals(8080, config.http().port());
    assertEquals(Path.of("./data/index"), config.retrieval().path());
  }

  @Test
  void settingsGoOverFilesAndFilesOverWhatIsShipped() throws Exception {
    var file = Files.writeString(folder.resolve("mine.yaml"), """
        http:
          port: 9090
          deadline: 5s
        """);
    var config = ConfigFiles.orThrow(new ConfigFiles(name -> null).read(List.of(SHIPPED, file),
        Map.of("http.port", "7070", "embedding.languages", "[en, ko]")));
    assertEquals(7070, config.http().port());
    assertEquals(5, config.http().deadline().toSeconds());
    assertEquals(List.of("en", "ko"), config.embedding().languages());
  }

  @Test
  void theEnvironmentFillsInWhereTheFileAsksForIt() {
    var config = ConfigFiles.orThrow(
        new ConfigFiles(name -> "SLUICE_STORAGE".equals(name) ? "/elsewhere" : null)
            .read(List.of(SHIPPED), Map.of()));
    assertEquals(Path.of("/elsewhere/documents"), config.ingestion().path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.yaml", "kubernetes/overlay.yaml"})
  void whatContainersHaveOtherwiseIsValidAndLetsNobodyInWithoutAKey(String file) {
    var config = ConfigFiles.orThrow(new ConfigFiles(name -> null)
        .read(List.of(SHIPPED, Path.of("..", "..", "docker", file)), Map.of()));
    assertEquals("0.0.0.0", config.http().host());
    assertEquals(AdmissionConfig.Keys.REQUIRED, config.admission().keys());
  }

  @Test
  void whatAClusterIsRunByIsValidAndLetsNobodyInWithoutAKey() {
    var config = ConfigFiles.orThrow(new ConfigFiles(name -> null)
        .read(List.of(SHIPPED, SHIPPED.resolveSibling("cluster.yaml")), Map.of()));
    assertEquals("0.0.0.0", config.http().host());
    assertEquals(AdmissionConfig.Keys.REQUIRED, config.admission().keys());
    assertEquals(WeaviateConfig.Consistency.QUORUM, config.retrieval().weaviate().consistency());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"http.prot | 1 | http.prot: unknown field",
      "http.port | 99999 | http.port: must be from 0 to 65535",
      "http.port | many | http.port: must be a whole number",
      "http.deadline | soon | http.deadline: must be a duration",
      "nonsense.key | 1 | nonsense: unknown field",
      "retrieval.rules.vector-weight | -1 | retrieval.rules.vector-weight: must be from 0",
      "generation.extractive.min-support | 2 | generation.extractive.min-support: must be from 0.0 to 1.0",
      "storage.path | '' | storage.path: must not be empty",
      "ingestion.path | ' ' | ingestion.path: must not be empty",
      "retrieval.collections | {a b: {}} | retrieval.collections.a b: a collection's name has",
      "ingestion.collections | {a b: {}} | ingestion.collections.a b: must be 1 to 64 letters",
      "retrieval.rules.synonyms | [휴가, 연차] | retrieval.rules.synonyms: must be a list of lists",
      "experiments | {a: {metric: rating, variants: {b: {kk: 3}}}} | experiments.a.variants.b.kk: unknown",
      "experiments | {a: {metric: rating, variants: {control: {k: 3}}}} | experiments.a.variants.control: is",
      "experiments | {a: {metric: rating, variants: {b: {providers: [x]}}}} | experiments.a.variants.b.providers: there is no endpoint x",
      "experiments | {a: {metric: luck, variants: {b: {}}}} | experiments.a.metric: must be one of rating",
      "experiments | {a: {variants: {b: {}}}} | experiments.a.metric: is required",
      "rerank.max-queued | 99999999999 | rerank.max-queued: must be a whole number from",
      "experiments | {e: {metric: rating, variants: {b: {rerank: true}}}} | experiments.e.variants.b.rerank: there is no reranker",
      "experiments | {e: {metric: rating, variants: {b: {retrieval: {vector-weight: -1}}}}} | experiments.e.variants.b.retrieval.vector-weight: must be from",
      "ingestion.sources | [{name: a, folder: /b, wacth: no}] | ingestion.sources[0].wacth: unknown",
      "ingestion.sources | [{name: a, urls: [/b]}] | ingestion.sources[0].urls[0]: must be an address",
      "ingestion.sources | {name: a, folder: data} | ingestion.sources[0].folder: must not hold"})
  void aWrongKeyIsNamedWithItsPath(String key, String value, String message) {
    var wrong = assertInstanceOf(Wrong.class,
        new ConfigFiles(name -> null).read(List.of(SHIPPED), Map.of(key, value)));
    assertTrue(wrong.line().startsWith(message), wrong.line());
  }

  @Test
  void anExperimentSaysWhatItIsToSayAndTheRestIsAsByDefault() {
    var experiment = read(Map.of("experiments",
        "{length: {metric: latency, variants: {longer: {k: 12, retrieval: {blend: convex}}}}}"))
        .experiments().all().get("length");
    assertNotNull(experiment);
    assertTrue(experiment.on());
    assertEquals(1, experiment.share());
    assertEquals(Map.of("longer", new Variation(12, new Tuning(Blend.CONVEX, null), null, null,
        null, null, null, null)), experiment.variants());
  }

  @Test
  void anEmptyKeyIsNamedToo() {
    var wrong = assertInstanceOf(Wrong.class,
        new ConfigFiles(name -> null).read(List.of(SHIPPED), Map.of("", "3")));
    assertTrue(wrong.line().startsWith("'': unknown field"), wrong.line());
  }

  @Test
  void wordsForTrueAndFalseAreReadAsTheyAreWanted() {
    var config = read(
        Map.of("ingestion.rules.privacy", "off", "sample.enabled", "no", "rerank.folder", "on"));
    assertTrue(config.ingestion().toString().contains("privacy=OFF"));
    assertFalse(config.sample().enabled());
    assertEquals(Path.of("on"), config.rerank().folder());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "http:#  port: [1#    | : expected ',' or ']', but got <stream end>",
      "http: {port: ${P:1}}# | but got { (a ${…} between braces or brackets needs quotes around it)",
      "http:#\t port: 1#     | found character '\\t(TAB)' that cannot start any token",
      "http:#  port: 1#http:#  port: 2# | at line 3, column 5: Duplicate field 'http'"})
  void aFileThatIsNoYamlIsToldWhereAndWhy(String text, String message) throws Exception {
    var file = Files.writeString(folder.resolve("bad.yaml"), text.replace('#', '\n'));
    var wrong = assertInstanceOf(Wrong.class,
        new ConfigFiles(name -> null).read(List.of(SHIPPED, file), Map.of()));
    assertTrue(wrong.line().contains("bad.yaml is not YAML at line"), wrong.line());
    assertTrue(wrong.line().endsWith(message), wrong.line());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"plain | plain", "x${B:}y | xy", "${A} | a", "x${A}y | xay",
      "${B:c} | c",
      "${B:${A}/d} | a/d", "${B:http://h:1} | http://h:1", "${A | ${A"})
  void variablesAreResolved(String text, String expected) {
    assertEquals(expected, Variables.resolve(text, name -> "A".equals(name) ? "a" : null));
  }

  @Test
  void aVariableWithNeitherValueNorDefaultIsNamedWithItsPath() {
    var wrong = assertInstanceOf(Wrong.class, new ConfigFiles(name -> null).read(List.of(SHIPPED),
        Map.of("storage.path", "${NOWHERE}/data")));
    assertEquals("storage.path: the environment has no NOWHERE, and there is no default as in"
        + " ${NOWHERE:default}", wrong.line());
  }

  private static NodeConfig read(Map<String, String> overrides) {
    return ConfigFiles.orThrow(new ConfigFiles(name -> null).read(List.of(SHIPPED), overrides));
  }
}
