package io.sluice.bench;

import io.sluice.bench.Intake.Document;
import io.sluice.message.Bytes;
import io.sluice.message.Ingestion.Status;
import io.sluice.message.Uploading;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.StartUpload;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** Takes very much in, and says how much heap is alive after it. */
final class BulkIngestion {
  private static final int PASSAGES_EACH = 200;
  private static final int WORDS = 60;
  private static final int PIECE = 1 << 20;

  private BulkIngestion() {}

  /** Takes what to take in, {@code PASSAGES} or {@code PDF}, and how many passages or megabytes. */
  public static void main(String[] args) throws Exception {
    var amount = Integer.parseInt(args[1]);
    try (var node = LocalNode.empty()) {
      var intake = new Intake(node.bus());
      if (args[0].equals("PDF")) {
        takeInPdf(intake, amount);
      } else {
        takeInPassages(intake, amount);
      }
      System.out.println("alive: " + aliveMegabytes());
    }
    System.exit(0);
  }

  private static void takeInPassages(Intake intake, int passages) throws Exception {
    var words = new PlainEnglish();
    for (var done = 0; done < passages; done += PASSAGES_EACH) {
      var sections = words.texts(Math.min(PASSAGES_EACH, passages - done), WORDS);
      intake.takeIn(List.of(new Document("d" + done, IngestionSpeed.markdown(sections))));
    }
  }

  /** In pieces, as the front door sends them; the file is made as it goes. */
  private static void takeInPdf(Intake intake, int megabytes) throws Exception {
    var upload = Wait.until(Wait.answered(
        intake.bus().ask(Uploading.START, new StartUpload(), Intake.call()))).upload();
    var pdf = new LargePdf(megabytes);
    var at = 0L;
    for (var bytes = pdf.next(); bytes.length > 0; bytes = pdf.next()) {
      for (var from = 0; from < bytes.length; from += PIECE) {
        var piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
        at = Wait.until(Wait.answered(intake.bus().ask(Uploading.APPEND,
            new AppendBytes(upload, at, Bytes.of(piece)), Intake.call()))).size();
      }
    }
    var end = intake.end(intake.submit("large.pdf", "application/pdf", new byte[0], upload));
    if (end.status() != Status.DONE) {
      throw new IllegalStateException("not taken in: " + end);
    }
  }

  private static long aliveMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }
}
