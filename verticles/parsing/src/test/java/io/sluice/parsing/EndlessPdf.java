package io.sluice.parsing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** A PDF of a few kilobytes that takes longer than anybody lives: it draws a form that draws forms. */
final class EndlessPdf {
  private static final int DEPTH = 20;

  private EndlessPdf() {}

  static Path write(Path file) throws IOException {
    try (var pdf = new PdfFile()) {
      var inner = new PDFormXObject(pdf.document());
      inner.setBBox(PDRectangle.A4);
      inner.setResources(new PDResources());
      for (var i = 0; i < DEPTH; i++) {
        inner = around(pdf, inner);
      }
      pdf.resources().put(COSName.getPDFName("F"), inner);
      pdf.page().raw("/F Do\n");
      return pdf.save(file);
    }
  }

  private static PDFormXObject around(PdfFile pdf, PDFormXObject inner) throws IOException {
    var form = new PDFormXObject(pdf.document());
    form.setBBox(PDRectangle.A4);
    var resources = new PDResources();
    resources.put(COSName.getPDFName("F"), inner);
    form.setResources(resources);
    try (var out = form.getContentStream().createOutputStream()) {
      out.write("/F Do ".repeat(10).getBytes(StandardCharsets.US_ASCII));
    }
    return form;
  }
}
