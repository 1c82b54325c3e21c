package io.sluice.parsing;

import static io.sluice.parsing.Reading.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargePdfIT {
  private static final ParsingConfig CONFIG = new ParsingConfig(20_000, 20_000_000,
      Duration.ofMinutes(5), 96, 1);

  @TempDir
  private Path folder;

  @Test
  void reads200MegabytesInAFractionOfThat() throws IOException {
    try (var pdf = new PdfFile(); var parsers = new Parsers(CONFIG, folder.resolve("scratch"))) {
      var noise = new byte[1 << 20];
      var random = new Random(1);
      for (var i = 0; i < 200; i++) {
        random.nextBytes(noise);
        var picture = new PDStream(pdf.document());
        try (var out = picture.createOutputStream()) {
          out.write(noise);
        }
        pdf.resources().getCOSObject().setItem(COSName.getPDFName("X" + i), picture);
        pdf.page().lines(200, "Words of a page with a picture");
      }
      var file = pdf.save(folder.resolve("a.pdf"));
      assertTrue(Files.size(file) > 200 << 20);
      assertEquals(200, text(parsers.parse(file, "a.pdf", null)).pageStarts().size());
    }
  }

  @Test
  void readsTenThousandPages() throws IOException {
    try (var pdf = new PdfFile(); var parsers = new Parsers(CONFIG, folder.resolve("scratch"))) {
      for (var i = 1; i <= 10_000; i++) {
        pdf.page().lines(200, "This is page " + i + " of the rules,", "which go on for long.");
        pdf.text(290, 810, 9, i + " / 10000");
      }
      var text = text(parsers.parse(pdf.save(folder.resolve("a.pdf")), "a.pdf", null));
      assertEquals(10_000, text.pageStarts().size());
      assertTrue(text.text().startsWith("This is page 7654 of the rules",
          text.pageStarts().get(7653)));
      assertEquals(new Dropped("page-number", 10_000, "1 / 10000"), text.dropped().getFirst());
    }
  }
}
