package io.sluice.parsing.document;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Reason;
import io.sluice.parsing.Refused;
import io.sluice.parsing.Structure;
import io.sluice.parsing.cleaning.Blanks;
import io.sluice.parsing.cleaning.PageCleaning;
import io.sluice.parsing.cleaning.Tally;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDF, page by page and from the file itself, so that its size hardly matters for the memory it
 * takes. Unpacked streams go to disk where there is much of them.
 */
final class PdfReader {
  private static final int TAIL = 1 << 16;
  private static final long IN_MEMORY = 32L << 20;
  private static final long ON_DISK = 4L << 30;

  static {
    FontMappers.set(new PlainFonts());
  }

  private PdfReader() {}

  static ParsedText read(Source source) throws IOException {
    checkEnd(source.file());
    var scratch = MemoryUsageSetting.setupMixed(IN_MEMORY, ON_DISK);
    try (var file = new RandomAccessReadBufferedFile(source.file());
        var document = Loader.loadPDF(file, scratch.streamCache)) {
      var pages = document.getNumberOfPages();
      if (pages > source.maxPages()) {
        throw tooManyPages(pages, source.maxPages());
      }
      var stripper = new PageStripper(source);
      stripper.writeText(document, Writer.nullWriter());
      return text(document, stripper);
    }
  }

  static Refused tooManyPages(int pages, int most) {
    return new Refused(Reason.TOO_LARGE,
        String.format(Locale.ROOT, "has %,d pages, more than the %,d that are read", pages, most));
  }

  private static ParsedText text(PDDocument document, PageStripper stripper) throws Refused {
    var tally = new Tally();
    var paged = PageCleaning.clean(stripper.pages(), tally);
    if (Blanks.isBlank(paged.text())) {
      throw new Refused(Reason.EMPTY, "has no text: its pages may be scanned images");
    }
    return new ParsedText(paged.text(), Structure.PLAIN, null, MediaTypes.PDF, metadata(document),
        paged.pageStarts(), tally.dropped());
  }

  /** What was cut off on its way can often be read in part, which nobody would notice. */
  private static void checkEnd(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var length = (int) Math.min(TAIL, file.length());
      var tail = new byte[length];
      file.seek(file.length() - length);
      file.readFully(tail);
      var text = new String(tail, StandardCharsets.ISO_8859_1);
      if (!text.contains("%%EOF") && !text.contains("startxref")) {
        throw new Refused(Reason.BROKEN, "is cut off: its end is missing");
      }
    }
  }

  private static Metadata metadata(PDDocument document) {
    var information = document.getDocumentInformation();
    var keywords = information.getKeywords();
    return new Metadata(information.getTitle(), information.getAuthor(),
        date(information.getCreationDate()),
        keywords == null ? List.of() : List.of(keywords.split("[,;]", -1)),
        document.getDocumentCatalog().getLanguage());
  }

  private static @Nullable LocalDate date(@Nullable Calendar calendar) {
    return calendar == null
        ? null
        : calendar.toInstant().atZone(ZoneOffset.ofTotalSeconds(
            (calendar.get(Calendar.ZONE_OFFSET) + calendar.get(Calendar.DST_OFFSET)) / 1000))
            .toLocalDate();
  }
}
