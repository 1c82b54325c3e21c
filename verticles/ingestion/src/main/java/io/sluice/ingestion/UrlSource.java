package io.sluice.ingestion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.strictjson.Check;
import io.sluice.strictjson.Check.Violation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Pages that are fetched now and then. What a site's {@code robots.txt} says is not looked at: who
 * lists a page here has the right to read it.
 *
 * @param timeout the longest the fetching of one page may take
 * @param allowPrivate whether addresses that cannot be reached from everywhere may be fetched, too
 */
public record UrlSource(String name, String collection, List<String> tags, List<String> acl,
    Duration every, long maxBytes, List<String> urls, Duration timeout, boolean allowPrivate)
    implements
      SourceConfig {
  private static final int MOST = 10_000;

  public UrlSource {
    SourceChecks.name(name);
    SourceChecks.collection(collection);
    tags = SourceChecks.names("tags", tags);
    acl = SourceChecks.names("acl", acl);
    SourceChecks.every(every);
    SourceChecks.maxBytes(maxBytes);
    Check.range("urls", Check.required("urls", urls).size(), 1, MOST);
    var seen = new HashSet<String>();
    for (var i = 0; i < urls.size(); i++) {
      var field = "urls[" + i + "]";
      var url = Check.text(field, urls.get(i), PageAddress.LONGEST);
      if (PageAddress.parse(url) == null) {
        throw new Violation(field,
            "must be an address that begins with http:// or https://, without a user name");
      }
      if (!seen.add(url)) {
        throw new Violation(field, "is there twice");
      }
    }
    urls = List.copyOf(urls);
    Check.positive("timeout", timeout);
  }

  static ObjectNode defaults() {
    return SourceDefaults.ofAll().put("every", "6h").put("timeout", "60s").put("allow-private",
        false);
  }
}
