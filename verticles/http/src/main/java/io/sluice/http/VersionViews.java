package io.sluice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What users read about a document's versions. What is not known is left out. */
final class VersionViews {

  private VersionViews() {}

  record VersionList(List<VersionView> versions) {}

  @JsonInclude(Include.NON_NULL)
  record VersionView(int version, String state, String title, String mediaType, String contentHash,
      @Nullable String embeddingModel, @Nullable String chunking, Instant ingestedAt, int passages,
      @Nullable String leftOutFor) {

    static VersionView of(VersionSummary summary) {
      var d = summary.document();
      return new VersionView(d.version(), Responses.lower(summary.state()), d.title(),
          d.mediaType(), d.contentHash(), d.embeddingModel(), d.chunking(), d.ingestedAt(),
          summary.passages(), summary.leftOutFor());
    }
  }

  record PassageList(int version, List<PassageView> passages) {

    static PassageList of(VersionOpened opened) {
      return new PassageList(opened.document().version(), passages(opened));
    }

    private static List<PassageView> passages(VersionOpened opened) {
      return opened.passages().stream()
          .map(p -> new PassageView(p.hash(), p.heading(),
              opened.text().substring(p.start(), p.end()), p.start(), p.end(), p.page()))
          .toList();
    }
  }

  @JsonInclude(Include.NON_NULL)
  record PassageView(String hash, List<String> heading, String text, int start, int end,
      @Nullable Integer page) {}

  /** What changed from one version to another; a passage that is there twice counts twice. */
  record Diff(int from, int to, List<PassageView> added, List<PassageView> removed, int kept) {

    static Diff between(VersionOpened from, VersionOpened to) {
      var before = PassageList.of(from);
      var after = PassageList.of(to);
      var added = without(after.passages(), before.passages());
      return new Diff(before.version(), after.version(), added,
          without(before.passages(), after.passages()), after.passages().size() - added.size());
    }

    private static List<PassageView> without(List<PassageView> passages,
        List<PassageView> others) {
      var left = new HashMap<String, Integer>();
      others.forEach(other -> left.merge(other.hash(), 1, Integer::sum));
      var without = new ArrayList<PassageView>();
      for (var passage : passages) {
        if (left.merge(passage.hash(), -1, Integer::sum) < 0) {
          without.add(passage);
        }
      }
      return without;
    }
  }
}
