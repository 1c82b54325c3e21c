package io.sluice.parsing.document;

import io.sluice.parsing.Metadata;
import io.sluice.parsing.text.Dates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/** What a page's head says of it, in the vocabularies of HTML, OpenGraph and Dublin Core. */
final class HtmlHead {
  private final Map<String, List<String>> values = new HashMap<>();

  private HtmlHead(Document page) {
    for (var meta : page.getElementsByTag("meta")) {
      var name = meta.hasAttr("property")
          ? meta.attr("property")
          : meta.hasAttr("name") ? meta.attr("name") : meta.attr("itemprop");
      var content = meta.attr("content").strip();
      if (!name.isEmpty() && !content.isEmpty()) {
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
            .add(content);
      }
    }
  }

  static Metadata metadata(Document page) {
    var head = new HtmlHead(page);
    var title = head.first("og:title", "twitter:title", "dc.title");
    var date = head.first("article:published_time", "datepublished", "dc.date", "dcterms.created",
        "date", "pubdate", "article:modified_time", "last-modified");
    var root = page.getElementsByTag("html").first();
    var language = root == null ? "" : root.attr("lang");
    return new Metadata(title != null ? title : page.title(),
        head.first("author", "article:author", "dc.creator"), Dates.of(date), head.tags(),
        language.isEmpty() ? head.first("content-language", "og:locale") : language);
  }

  private List<String> tags() {
    var tags = new ArrayList<String>();
    for (var keywords : values.getOrDefault("keywords", List.of())) {
      tags.addAll(List.of(keywords.split(",", -1)));
    }
    tags.addAll(values.getOrDefault("article:tag", List.of()));
    return tags;
  }

  private @Nullable String first(String... names) {
    for (var name : names) {
      var found = values.get(name);
      if (found != null) {
        return found.getFirst();
      }
    }
    return null;
  }
}
