package io.sluice.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A PDF of pages with a sentence and an uncompressed picture of a megabyte each, made piece by piece. */
final class LargePdf {
  private static final int PICTURE = 1 << 20;
  private static final int WIDTH = 1024;
  private static final int FONT = 3;

  private final int pages;
  private final Random random = new Random(7);
  private final List<Long> offsets = new ArrayList<>();
  private long written;
  private int page = -1;

  LargePdf(int pages) {
    this.pages = pages;
  }

  /** The next bytes; none at the end. */
  byte[] next() {
    var out = new ByteArrayOutputStream(PICTURE + 4096);
    if (page < 0) {
      head(out);
    } else if (page < pages) {
      page(out);
    } else if (page == pages) {
      tail(out);
    }
    page++;
    written += out.size();
    return out.toByteArray();
  }

  private void head(ByteArrayOutputStream out) {
    text(out, "%PDF-1.4\n");
    object(out, "<< /Type /Catalog /Pages 2 0 R >>");
    var kids = new StringBuilder();
    for (var i = 0; i < pages; i++) {
      kids.append(FONT + 1 + 3 * i).append(" 0 R ");
    }
    object(out, "<< /Type /Pages /Count " + pages + " /Kids [" + kids + "] >>");
    object(out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  }

  private void page(ByteArrayOutputStream out) {
    var number = FONT + 1 + 3 * page;
    object(out, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + (number + 1)
        + " 0 R /Resources << /Font << /F " + FONT + " 0 R >> /XObject << /P " + (number + 2)
        + " 0 R >> >> >>");
    var content = "BT /F 12 Tf 72 700 Td (The archive number of shelf " + page + " is "
        + page * 7919L + ".) Tj ET q 100 0 0 100 72 72 cm /P Do Q";
    object(out, "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
    var picture = new byte[PICTURE];
    random.nextBytes(picture);
    offsets.add(written + out.size());
    text(out, (number + 2) + " 0 obj\n<< /Type /XObject /Subtype /Image /Width " + WIDTH
        + " /Height " + PICTURE / WIDTH + " /ColorSpace /DeviceGray /BitsPerComponent 8 /Length "
        + PICTURE + " >>\nstream\n");
    out.writeBytes(picture);
    text(out, "\nendstream\nendobj\n");
  }

  private void tail(ByteArrayOutputStream out) {
    var start = written;
    text(out, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
    offsets.forEach(offset -> text(out, "%010d 00000 n \n".formatted(offset)));
    text(out, "trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start
        + "\n%%EOF\n");
  }

  private void object(ByteArrayOutputStream out, String body) {
    offsets.add(written + out.size());
    text(out, offsets.size() + " 0 obj\n" + body + "\nendobj\n");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
