package io.sluice.parsing.document;

import java.util.Set;

/** The documents that are read, by their media types. */
final class MediaTypes {
  static final String PDF = "application/pdf";
  static final String HTML = "text/html";
  static final String XHTML = "application/xhtml+xml";

  private static final String OFFICE_XML = "application/vnd.openxmlformats-officedocument.";
  private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";

  static final Set<String> WORD = Set.of(OFFICE_XML + "wordprocessingml.document",
      OFFICE_XML + "wordprocessingml.template",
      "application/vnd.ms-word.document.macroenabled.12",
      "application/vnd.ms-word.template.macroenabled.12");

  /** Those that Tika reads. */
  static final Set<String> OFFICE = Set.of(OFFICE_XML + "presentationml.presentation",
      OFFICE_XML + "presentationml.slideshow", OFFICE_XML + "presentationml.template",
      "application/vnd.ms-powerpoint.presentation.macroenabled.12",
      OFFICE_XML + "spreadsheetml.sheet", OFFICE_XML + "spreadsheetml.template",
      "application/vnd.ms-excel.sheet.macroenabled.12", "application/msword",
      "application/vnd.ms-powerpoint", "application/vnd.ms-excel", OPEN_DOCUMENT + "text",
      OPEN_DOCUMENT + "text-template", OPEN_DOCUMENT + "spreadsheet",
      OPEN_DOCUMENT + "presentation", "application/epub+zip", "application/rtf",
      "application/x-hwp-v5");

  static final Set<String> ENCRYPTED = Set.of("application/x-tika-ooxml-protected",
      "application/x-tika-visio-ooxml-protected");

  /** HWP up to 3.0, another format than that of today. */
  static final String OLD_HANGUL = "application/x-hwp";

  /** What a file is called whose container is known and nothing of what is in it. */
  static final Set<String> CONTAINERS = Set.of("application/x-tika-msoffice",
      "application/x-tika-ooxml");

  private MediaTypes() {}
}
