package io.sluice.ingestion;

import io.sluice.chunking.Chunker;
import io.sluice.chunking.Structure;
import io.sluice.chunking.code.CodeLanguage;
import io.sluice.message.Ingestion.Dropped;
import io.sluice.message.Refusal.Internal;
import io.sluice.message.Refusal.Unavailable;
import io.sluice.message.Refusal.Unreadable;
import io.sluice.message.Reply;
import io.sluice.parsing.Parsed;
import io.sluice.parsing.ParsedText;
import io.sluice.parsing.Parsers;
import io.sluice.privacy.Masked;
import io.sluice.privacy.Masker;
import io.sluice.privacy.Masking;
import io.sluice.privacy.PrivacyKey;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes content of the raw bytes of a job. Its methods block; any number of threads may use it. */
final class DocumentReader {
  private final RawStore raw;
  private final Parsers parsers;
  private final PrivacyKey key;

  DocumentReader(RawStore raw, Parsers parsers, PrivacyKey key) {
    this.raw = raw;
    this.parsers = parsers;
    this.key = key;
  }

  Reply<Content> read(Job job, Masking masking) throws IOException {
    var submission = job.submission();
    try (var opened = raw.open(submission.contentHash())) {
      if (opened == null) {
        return Reply.refused(new Internal("the raw bytes are gone"));
      }
      return switch (parsers.parse(opened.file(), submission.fileName(),
          submission.declaredType())) {
        case Parsed.Unreadable unreadable when unreadable.retryable() ->
          Reply.refused(new Unavailable("parsing", unreadable.message()));
        case Parsed.Unreadable unreadable -> Reply.refused(new Unreadable(
            unreadable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            unreadable.message()));
        case Parsed.Read(ParsedText parsed) -> parsed.text().isBlank()
            ? Reply.refused(new Unreadable("empty", "has no text in it"))
            : Reply.of(content(job, parsed, new Masker(masking, key)));
      };
    }
  }

  private static Content content(Job job, ParsedText parsed, Masker masker) {
    var submission = job.submission();
    var metadata = parsed.metadata();
    var masked = masker.mask(parsed.text());
    var structure = structure(parsed);
    var title = first(submission.title(), metadata.title(),
        Chunker.title(masked.text(), structure), submission.document());
    var author = first(submission.author(), metadata.author());
    return new Content(masked.text(), structure, parsed.mediaType(),
        masker.mask(title == null ? submission.document() : title).text(),
        masked(author, masker), masked(submission.source(), masker),
        date(job, metadata.date()), tags(submission.tags(), metadata.tags(), masker),
        moved(parsed.pageStarts(), parsed.text(), masked), dropped(parsed), counts(masked),
        masked.originals());
  }

  private static Structure structure(ParsedText parsed) {
    return switch (parsed.structure()) {
      case PLAIN -> Structure.PLAIN;
      case MARKDOWN -> Structure.MARKDOWN;
      case CODE -> Structure.code(parsed.codeLanguage() == null
          ? CodeLanguage.OTHER
          : CodeLanguage.named(parsed.codeLanguage()));
    };
  }

  private static @Nullable String first(@Nullable String... values) {
    for (var value : values) {
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }

  private static LocalDate date(Job job, @Nullable LocalDate own) {
    if (job.submission().date() != null) {
      return job.submission().date();
    }
    return own == null ? LocalDate.ofInstant(job.acceptedAt(), ZoneOffset.UTC) : own;
  }

  private static List<String> tags(List<String> given, List<String> own, Masker masker) {
    return Stream.concat(given.stream(), own.stream()).map(tag -> masker.mask(tag).text())
        .distinct().toList();
  }

  private static @Nullable String masked(@Nullable String value, Masker masker) {
    return value == null ? null : masker.mask(value).text();
  }

  private static List<Dropped> dropped(ParsedText parsed) {
    return parsed.dropped().stream()
        .map(dropped -> new Dropped(dropped.what(), dropped.count(), dropped.example())).toList();
  }

  private static Map<String, Integer> counts(Masked masked) {
    var counts = new TreeMap<String, Integer>();
    masked.replaced().forEach(one -> counts.merge(one.kind().name(), 1, Integer::sum));
    return counts;
  }

  /** Where the pages begin once values have become tokens of another length. */
  private static List<Integer> moved(List<Integer> pageStarts, String before, Masked after) {
    if (after.replaced().isEmpty()) {
      return pageStarts;
    }
    var moved = new ArrayList<Integer>();
    var from = 0;
    var shift = 0;
    var page = 0;
    for (var one : after.replaced()) {
      var at = before.indexOf(one.original(), from);
      for (; page < pageStarts.size() && pageStarts.get(page) <= at; page++) {
        moved.add(pageStarts.get(page) + shift);
      }
      shift += one.token().length() - one.original().length();
      from = at + one.original().length();
    }
    for (; page < pageStarts.size(); page++) {
      moved.add(pageStarts.get(page) + shift);
    }
    return Collections.unmodifiableList(moved);
  }
}
