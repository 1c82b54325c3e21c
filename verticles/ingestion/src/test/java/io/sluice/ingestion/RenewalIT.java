package io.sluice.ingestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.Activate;
import io.sluice.message.Ingestion.FindIngestion;
import io.sluice.message.Ingestion.PassageCounts;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Retrieval.DocumentVersion;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Another model or other settings take documents in anew, and nothing else about them changes. */
class RenewalIT extends IngestionCase {
  private static final DocumentKey B = new DocumentKey(CALL.tenant(), "default", "b.md");

  @Test
  void aVersionThatIsGoneBackToMeanwhileStaysAndIsRenewedItself() {
    workers = 1;
    versions = new VersionsConfig(5, Duration.ofDays(14), Duration.ofSeconds(1));
    start();
    ended(submit("a.md", TEXT));
    var first = submit("b.md", "text 1");
    ended(first);
    List.of(2, 3).forEach(number -> ended(submit("b.md", "text " + number)));
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "b.md", 1)));
    result(vertx.undeploy(deployment));
    var gate = Promise.<Void>promise();
    embedder.gate = gate.future();
    var asked = Promise.<Void>promise();
    embedder.onAsked = asked::tryComplete;
    embedder.model = "m2";
    start();
    // The other document is being renewed, so this one waits.
    result(asked.future());
    answer(ask(Ingestion.ACTIVATE, new Activate("default", "b.md", 2)));
    gate.complete();
    var end = ended(first);

    until(() -> "m2".equals(active().embeddingModel()));
    assertEquals(2, active().version());
    assertEquals(Status.UNCHANGED, end.status());
    assertEquals(new PassageCounts(1, 0, 1, 0), end.passages());
    assertEquals(List.of(1, 2, 3, 2), corpus.commits.stream().map(commit -> commit.document())
        .filter(document -> document.id().equals("b.md")).map(DocumentVersion::version).toList());
    assertEquals(1, answer(ask(Ingestion.FIND_INGESTION,
        new FindIngestion(first.ingestion(), null))).version());
  }

  private DocumentVersion active() {
    return Objects.requireNonNull(corpus.active.get(B)).document();
  }
}
