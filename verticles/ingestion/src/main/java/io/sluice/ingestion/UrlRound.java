package io.sluice.ingestion;

import io.sluice.ingestion.Delivery.Uploaded;
import io.sluice.ingestion.Fetched.Failed;
import io.sluice.ingestion.Fetched.NotModified;
import io.sluice.ingestion.Fetched.NotThere;
import io.sluice.ingestion.Fetched.Page;
import io.sluice.ingestion.Shelf.Label;
import io.sluice.ingestion.Tally.Fate;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for each page of a source once, and brings the documents into line with what comes. Used by one
 * thread, which it blocks.
 */
final class UrlRound {
  private static final Logger LOG = LoggerFactory.getLogger(UrlRound.class);
  private static final int ATTEMPTS = 3;
  private static final int MISSING = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final UrlSource source;
  private final Shelf<PageStamp> shelf;
  private final Delivery delivery;
  private final Fetcher fetcher;
  private final Path file;
  private final Pause pause;

  UrlRound(UrlSource source, Shelf<PageStamp> shelf, Delivery delivery, Fetcher fetcher, Path file,
      Pause pause) {
    this.source = source;
    this.shelf = shelf;
    this.delivery = delivery;
    this.fetcher = fetcher;
    this.file = file;
    this.pause = pause;
  }

  /** Waits, or notes in a test that it would. */
  @FunctionalInterface
  interface Pause {
    void rest(Duration time) throws InterruptedException;
  }

  /** Whether all was done that can be done now; the rest is to be tried again soon. */
  boolean run() throws InterruptedException {
    var tally = new Tally();
    try {
      return run(tally);
    } finally {
      shelf.save();
      LOG.info("source round source={} {}", source.name(), tally);
    }
  }

  private boolean run(Tally tally) throws InterruptedException {
    for (var url : source.urls()) {
      var page = PageAddress.parse(url);
      if (page != null) {
        tally.seen++;
        if (take(url, page, tally) == Fate.LATER) {
          return false;
        }
      }
    }
    eraseUnlisted(tally);
    return true;
  }

  private Fate take(String url, PageAddress page, Tally tally) throws InterruptedException {
    var item = shelf.find(url);
    var fate = switch (fetch(page, item)) {
      case Page fetched -> send(url, page, fetched);
      case NotModified same when item != null -> there(url, item);
      case NotModified none -> failed(url, item, "nothing was asked to be compared");
      case NotThere(int status) -> notThere(url, item, status, tally);
      case Failed why -> failed(url, item, why.reason());
    };
    tally.count(fate);
    return fate;
  }

  /** What was put elsewhere is fetched as if it were not known. */
  private Fetched fetch(PageAddress page, @Nullable Item<PageStamp> item)
      throws InterruptedException {
    var known = item != null && shelf.isInPlace(item) ? item.stamp() : PageStamp.UNKNOWN;
    var wait = FIRST_PAUSE;
    for (var attempt = 0;; attempt++) {
      var fetched = fetcher.fetch(page, known, attempt);
      if (!(fetched instanceof Failed why) || !why.worthRetrying() || attempt == ATTEMPTS - 1) {
        return fetched;
      }
      var asked = why.retryAfter() == null ? wait : why.retryAfter();
      if (asked.compareTo(LONGEST_PAUSE) > 0) {
        return fetched;
      }
      pause.rest(asked);
      wait = wait.multipliedBy(4);
    }
  }

  private Fate send(String url, PageAddress page, Page fetched) throws InterruptedException {
    try (var in = Files.newInputStream(file)) {
      if (Files.size(file) == 0) {
        return failed(url, shelf.find(url), "is empty");
      }
      return switch (delivery.upload(in, source.maxBytes())) {
        case Refused<Uploaded>(Refusal why) -> {
          LOG.warn("source page could not be sent source={} url={} code={} reason={}",
              source.name(), url, why.code(), why.message());
          yield why.retryable() ? Fate.LATER : Fate.FAILED;
        }
        case Answered<Uploaded>(Uploaded uploaded) -> shelf.put(url, fetched.stamp(), uploaded,
            new Label(page.readable(), url, fileName(fetched), fetched.mediaType()));
      };
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped");
      }
      return failed(url, shelf.find(url), e.toString());
    }
  }

  /** A page whose name ends in {@code .php} is no program. */
  private static @Nullable String fileName(Page fetched) {
    var type = fetched.mediaType() == null ? "" : fetched.mediaType().toLowerCase(Locale.ROOT);
    return type.startsWith("text/html") || type.startsWith("application/xhtml+xml")
        ? null
        : fetched.address().fileName();
  }

  private Fate there(String url, Item<PageStamp> item) {
    shelf.restamp(url, item, item.stamp().there());
    return Fate.UNCHANGED;
  }

  private Fate failed(String url, @Nullable Item<PageStamp> item, String reason) {
    if (item != null) {
      shelf.restamp(url, item, item.stamp().there());
    }
    LOG.warn("source page could not be fetched source={} url={} reason={}", source.name(), url,
        reason);
    return Fate.FAILED;
  }

  /** A page may be away for an hour because of somebody's mistake. */
  private Fate notThere(String url, @Nullable Item<PageStamp> item, int status, Tally tally)
      throws InterruptedException {
    LOG.warn("source page is not there source={} url={} status={}", source.name(), url, status);
    if (item != null) {
      var missed = item.stamp().notThere();
      shelf.restamp(url, item, missed);
      if (missed.missing() >= MISSING && shelf.erase(url)) {
        tally.erased++;
      }
    }
    return Fate.FAILED;
  }

  private void eraseUnlisted(Tally tally) throws InterruptedException {
    var listed = Set.copyOf(source.urls());
    for (var url : shelf.under("")) {
      if (!listed.contains(url)) {
        if (shelf.erase(url)) {
          tally.erased++;
        } else {
          tally.failed++;
        }
      }
    }
  }
}
