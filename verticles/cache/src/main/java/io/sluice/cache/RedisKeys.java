package io.sluice.cache;

import io.sluice.cache.Histories.Collection;
import io.sluice.message.Caching.Basis;
import io.sluice.redis.RedisLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where what is remembered of a collection lies in Redis. All of it is of one slot of a cluster, so that
 * one script can reach it.
 */
record RedisKeys(String base) {

  static RedisKeys of(RedisLink link, Collection collection) {
    return new RedisKeys(link.key("{" + encoded(collection.tenant()) + "/"
        + encoded(collection.name()) + "}:"));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** What came and went, and the epoch. */
  String history() {
    return base + "history";
  }

  /** All entries, by when they were last wanted. */
  String used() {
    return base + "used";
  }

  /** How large each entry is, and all together. */
  String sizes() {
    return base + "sizes";
  }

  String entry(String layer, String key) {
    return base + layer + ":" + key;
  }

  String group(String layer, String group) {
    return base + layer + "-group:" + group;
  }

  /** Before the name of a passage: the entries that rest on it. */
  String on() {
    return base + "on:";
  }

  /** A passage, or a document for any of its passages. */
  static String name(Basis basis) {
    return basis.document() + "\n" + (basis.hash() == null ? "" : basis.hash());
  }
}
