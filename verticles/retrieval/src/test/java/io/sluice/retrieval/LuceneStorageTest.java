package io.sluice.retrieval;

import static io.sluice.retrieval.CorpusClient.answer;
import static io.sluice.retrieval.CorpusClient.await;
import static io.sluice.retrieval.CorpusClient.refusal;
import static io.sluice.retrieval.Draft.embedded;
import static io.sluice.retrieval.Draft.piece;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.message.Filters;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Retrieval.CollectionSummary;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.SearchMode;
import io.sluice.message.Versions.PurgeVersions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on disk, and what comes of a disk that does not do its part. */
class LuceneStorageTest {

  private final Vertx vertx = Vertx.vertx();

  @TempDir
  private Path folder;

  @AfterEach
  void closeVertx() {
    await(vertx.close());
  }

  @Test
  void nothingOfAnErasedDocumentIsLeftInTheFiles() throws IOException {
    var client = open(folder);
    client.commit(Draft.of("kept", "public words"));
    client.commit(Draft.of("gone", "xylophonesecret", "other").title("zanzibartitle"));
    client.commit(Draft.of("gone", "quagmiresecret", "other").title("zanzibartitle").version(2));
    assertTrue(isInFiles("quagmiresecret"));

    answer(client.corpus().erase(new EraseDocument("docs", "gone"), client.call()));

    assertFalse(isInFiles("xylophonesecret"));
    assertFalse(isInFiles("quagmiresecret"));
    assertFalse(isInFiles("zanzibartitle"));
    assertFalse(isInFiles("gone"));
    assertTrue(isInFiles("public words"));
  }

  @Test
  void noSegmentHoldsAnythingDeletedAfterAnErasure() throws IOException {
    var client = open(folder);
    for (var i = 0; i < 20; i++) {
      client.commit(Draft.of("d" + i, "text " + i, "more " + i));
    }
    await(client.corpus().close());
    try (var directory = FSDirectory.open(folder.resolve("default/docs"))) {
      CollectionIndexTest.mergeIntoOneSegment(directory);
    }
    var again = open(folder);

    answer(again.corpus().erase(new EraseDocument("docs", "d3"), again.call()));

    try (var directory = FSDirectory.open(folder.resolve("default/docs"));
        var reader = DirectoryReader.open(directory)) {
      assertEquals(19 * 3, reader.maxDoc());
      assertEquals(0, reader.numDeletedDocs());
    }
  }

  @Test
  void whatWasCommittedIsThereAfterAKill() throws Exception {
    var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
        System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED",
        EndlessWriter.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var committed = 0;
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        committed = Integer.parseInt(line);
        if (committed == 12) {
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertTrue(Files.exists(folder.resolve("default/docs/write.lock")));
    var client = open(folder);

    var found = client.search(new FindPassages("docs", "word", null, false, SearchMode.KEYWORD,
        1_000, Filters.NONE, null, null)).hits();

    assertTrue(found.size() >= committed * 2, "12 documents were answered for");
    assertEquals(0, found.size() % 2, "a document is there as a whole or not at all");
    for (var i = 1; i <= committed; i++) {
      assertEquals(List.of("2 KEPT", "1 ACTIVE"), client.states("d" + i));
    }
    assertEquals(1, client.commit(Draft.of("after", "it goes on")).added());
  }

  @Test
  void aBrokenIndexIsUnavailableWithItsFolderAndTheOthersAreNot() throws IOException {
    var client = open(folder);
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "one").in("broken"));
    await(client.corpus().close());
    try (var files = Files.list(folder.resolve("default/broken"))) {
      for (var file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
          .toList()) {
        Files.write(file, new byte[40]);
      }
    }
    var again = open(folder);

    var refused = refusal(Unavailable.class, again.corpus()
        .commit(Draft.of("a", "two").in("broken").version(2).commit(), again.call()));
    assertTrue(refused.message().contains(folder.resolve("default/broken").toString()),
        refused.message());
    assertEquals(List.of("one"), again.find("one"));
  }

  @Test
  void aBrokenIndexIsLeftOutOfTheListOfCollections() throws IOException {
    var client = open(folder);
    client.commit(Draft.of("a", "one"));
    client.commit(Draft.of("a", "one").in("broken"));
    await(client.corpus().close());
    try (var files = Files.list(folder.resolve("default/broken"))) {
      for (var file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
          .toList()) {
        Files.write(file, new byte[40]);
      }
    }

    assertEquals(List.of(new CollectionSummary("docs", 1, 1)), open(folder).collections());
  }

  @Test
  void anIndexOfAnotherFormatIsUnavailableAndLeftAsItIs() throws IOException {
    var docs = Files.createDirectories(folder.resolve("default/docs"));
    try (var directory = FSDirectory.open(docs);
        var writer = new IndexWriter(directory,
            WriterSettings.create(OpenMode.CREATE, Precision.FULL))) {
      var entry = new Document();
      entry.add(new StringField("registry", "olddocument", Store.YES));
      writer.addDocument(entry);
      writer.setLiveCommitData(Map.of("epoch", "7").entrySet());
      writer.commit();
    }
    var client = open(folder);

    var refused = refusal(Unavailable.class,
        client.corpus().commit(Draft.of("a", "two").commit(), client.call()));
    assertTrue(refused.message().contains("another version of this program"), refused.message());
    assertTrue(isInFiles("olddocument"));
  }

  @Test
  void nothingOfAPurgedVersionIsLeftInTheFiles() throws IOException {
    var docs = Files.createDirectories(folder.resolve("default/docs"));
    try (var index = CollectionIndex.create("acme", "docs", FSDirectory.open(docs), Precision.FULL,
        _ -> {})) {
      index.commit(embedded("a", piece("xylophonesecret", 1, 0)).title("zanzibartitle").commit());
      index.commit(embedded("a", piece("public words", 1, 0)).version(2).commit());
      assertTrue(isInFiles("xylophonesecret"));

      index.purge(new PurgeVersions("docs", "a", 0, Instant.EPOCH));
      index.expunge();

      assertFalse(isInFiles("xylophonesecret"));
      assertFalse(isInFiles("zanzibartitle"));
      assertTrue(isInFiles("public words"));
    }
  }

  @Test
  void onlyWhatIsSearchedIsInTheGraphOfVectors() throws IOException {
    var client = open(folder);
    client.commit(embedded("a", piece("one", 1, 0), piece("two", 0, 1)));
    client.commit(embedded("a", piece("three", 1, 0)).version(2));
    client.commit(embedded("b", piece("three", 1, 0)).leftOutFor("a"));
    await(client.corpus().close());

    try (var directory = FSDirectory.open(folder.resolve("default/docs"))) {
      CollectionIndexTest.mergeIntoOneSegment(directory);
      try (var reader = DirectoryReader.open(directory)) {
        var vectors = reader.leaves().getFirst().reader()
            .getFloatVectorValues(new Space(Draft.MODEL, 2).field());
        assertEquals(1, requireNonNull(vectors).size());
      }
    }
  }

  @Test
  void anIndexThatLostItsHeadIsNotOverwritten() throws IOException {
    var client = open(folder);
    client.commit(Draft.of("a", "one"));
    await(client.corpus().close());
    try (var files = Files.list(folder.resolve("default/docs"))) {
      for (var file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
          .toList()) {
        Files.delete(file);
      }
    }
    var again = open(folder);

    refusal(Unavailable.class,
        again.corpus().commit(Draft.of("a", "two").version(2).commit(), again.call()));
    assertTrue(isInFiles("one"));
  }

  @Test
  void aFirstCommitThatWasCutShortIsNoIndex() throws IOException {
    var docs = Files.createDirectories(folder.resolve("default/docs"));
    Files.createFile(docs.resolve("write.lock"));
    Files.write(docs.resolve("pending_segments_1"), new byte[7]);
    var client = open(folder);

    client.commit(Draft.of("a", "one"));

    assertEquals(List.of("one"), client.find("one"));
  }

  @Test
  void aFolderThatCannotBeWrittenToFailsTheStartAndIsNamed() throws IOException {
    var file = Files.createFile(folder.resolve("file"));

    var failure = assertThrows(AssertionError.class, () -> open(file.resolve("corpus")));

    assertTrue(String.valueOf(failure.getMessage()).contains(file.resolve("corpus").toString()),
        failure::getMessage);
  }

  @Test
  void aFolderInUseFailsTheStart() {
    var client = open(folder);
    assertThrows(AssertionError.class, () -> open(folder));

    await(client.corpus().close());
    assertEquals(1, open(folder).commit(Draft.of("a", "one")).added());
  }

  private CorpusClient open(Path path) {
    return CorpusClient
        .of(await(
            LuceneCorpus.open(vertx, RetrievalConfig.defaults(path.toAbsolutePath()), _ -> {})));
  }

  private boolean isInFiles(String word) throws IOException {
    var bytes = new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(bytes)) {
          return true;
        }
      }
    }
    return false;
  }
}
