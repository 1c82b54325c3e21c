package io.sluice.ingestion;

import io.sluice.ingestion.Delivery.Uploaded;
import io.sluice.ingestion.FolderScan.Found;
import io.sluice.ingestion.Shelf.Label;
import io.sluice.ingestion.Tally.Fate;
import io.sluice.message.Refusal;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the documents of a folder into line with its files: those that changed are sent, those that
 * vanished are erased. Used by one thread, which it blocks.
 *
 * <p>A folder that cannot be read, that is empty all at once, or of which too much is missing may just
 * not be mounted: nothing is erased then.
 */
final class FolderRound {
  private static final Logger LOG = LoggerFactory.getLogger(FolderRound.class);
  /** So few may vanish at once, whatever the share. */
  private static final int FEW = 10;

  private final FolderSource source;
  private final Shelf<FileStamp> shelf;
  private final Delivery delivery;
  private final FolderWatch watch;
  private final Looks looks;
  private int erasedBefore;
  private boolean away;

  FolderRound(FolderSource source, Shelf<FileStamp> shelf, Delivery delivery, FolderWatch watch,
      Looks looks) {
    this.source = source;
    this.shelf = shelf;
    this.delivery = delivery;
    this.watch = watch;
    this.looks = looks;
  }

  /**
   * What is left to do.
   *
   * @param unsettled paths that are to be looked at again shortly
   * @param later whether the folder or those who take documents in have to be waited for
   */
  record Outcome(Set<String> unsettled, boolean later) {}

  /** Looks at these paths and all below them. */
  Outcome run(Set<String> paths) throws InterruptedException {
    var tally = new Tally();
    var full = paths.contains(FolderWatch.EVERYTHING);
    if (full) {
      erasedBefore = 0;
    }
    try {
      return run(full ? Set.of(FolderWatch.EVERYTHING) : paths, tally);
    } finally {
      shelf.save();
      if (full || tally.isEventful()) {
        LOG.info("source round source={} {}", source.name(), tally);
      }
    }
  }

  private Outcome run(Set<String> paths, Tally tally) throws InterruptedException {
    try {
      var root = source.folder().toRealPath();
      away = false;
      var scan = FolderScan.of(root, paths, watch);
      tally.seen = scan.files().size();
      tally.failed = scan.unreadable();
      var unsettled = new TreeSet<String>();
      for (var file : scan.files().entrySet()) {
        if (look(file.getKey(), file.getValue(), unsettled, tally) == Fate.LATER) {
          return new Outcome(unsettled, true);
        }
      }
      eraseVanished(paths, scan, isEmpty(root), unsettled, tally);
      if (paths.contains(FolderWatch.EVERYTHING)) {
        looks.keep(path -> scan.files().containsKey(path) || shelf.find(path) != null);
      }
      return new Outcome(unsettled, false);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped");
      }
      if (!away) {
        LOG.warn("source folder cannot be read, nothing is erased source={} folder={} reason={}",
            source.name(), source.folder(), e.toString());
      }
      away = true;
      tally.failed++;
      return new Outcome(Set.of(), true);
    }
  }

  /** Whether there is nothing at all: a hidden file is enough to show that it is mounted. */
  private static boolean isEmpty(Path root) throws IOException {
    try (var entries = Files.newDirectoryStream(root)) {
      return !entries.iterator().hasNext();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private Fate look(String path, Found found, Set<String> unsettled, Tally tally)
      throws InterruptedException {
    var known = shelf.find(path);
    if (found.stamp().size() == 0
        || (known != null && known.stamp().equals(found.stamp()) && shelf.isInPlace(known))) {
      looks.forget(path);
      tally.count(Fate.UNCHANGED);
      return Fate.UNCHANGED;
    }
    if (!looks.isSettled(path, found.stamp())) {
      unsettled.add(path);
      return Fate.UNCHANGED;
    }
    try {
      var fate = send(path, found, unsettled);
      tally.count(fate);
      return fate;
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped");
      }
      LOG.warn("source file cannot be read source={} file={} reason={}", source.name(), path,
          e.toString());
      tally.failed++;
      return Fate.FAILED;
    }
  }

  private Fate send(String path, Found found, Set<String> unsettled)
      throws IOException, InterruptedException {
    if (found.stamp().size() > source.maxBytes()) {
      LOG.warn("source file is too large source={} file={} bytes={}", source.name(), path,
          found.stamp().size());
      return Fate.FAILED;
    }
    try (var in = Files.newInputStream(found.file(), LinkOption.NOFOLLOW_LINKS)) {
      return switch (delivery.upload(in, source.maxBytes())) {
        case Refused<Uploaded>(Refusal why) -> {
          LOG.warn("source file could not be sent source={} file={} code={} reason={}",
              source.name(), path, why.code(), why.message());
          yield why.retryable() ? Fate.LATER : Fate.FAILED;
        }
        case Answered<Uploaded>(Uploaded uploaded) -> {
          var now = FileStamp.of(Files.readAttributes(found.file(), BasicFileAttributes.class,
              LinkOption.NOFOLLOW_LINKS));
          if (!now.equals(found.stamp())) {
            delivery.drop(uploaded.id());
            unsettled.add(path);
            yield Fate.UNCHANGED;
          }
          looks.forget(path);
          yield shelf.put(path, found.stamp(), uploaded, label(path));
        }
      };
    }
  }

  private Label label(String path) {
    var readable = Normalizer.normalize(path, Normalizer.Form.NFC);
    return new Label(readable, "file:" + source.name() + "/" + readable,
        readable.substring(readable.lastIndexOf('/') + 1), null);
  }

  private void eraseVanished(Collection<String> paths, FolderScan scan, boolean empty,
      Set<String> unsettled, Tally tally) throws InterruptedException {
    var vanished = new ArrayList<String>();
    for (var path : paths) {
      for (var key : shelf.under(path)) {
        if (scan.files().containsKey(key) || scan.isBlindTo(key)) {
          continue;
        }
        if (looks.isSettled(key, null)) {
          vanished.add(key);
        } else {
          unsettled.add(key);
        }
      }
    }
    if (isTooMuch(vanished, empty)) {
      LOG.warn("too much has vanished at once, nothing is erased source={} folder={} vanished={}"
          + " of={} empty={}", source.name(), source.folder(), vanished.size(), shelf.size(),
          empty);
      return;
    }
    erase(vanished, tally);
  }

  /** Counting what vanished since the last look at all of it: deleting many files takes a while. */
  private boolean isTooMuch(List<String> vanished, boolean empty) {
    if (vanished.isEmpty() || source.eraseAtMost() >= 1) {
      return false;
    }
    var gone = vanished.size() + erasedBefore;
    return empty || (gone > FEW && gone > source.eraseAtMost() * (shelf.size() + erasedBefore));
  }

  private void erase(List<String> vanished, Tally tally) throws InterruptedException {
    for (var key : vanished) {
      if (shelf.erase(key)) {
        looks.forget(key);
        erasedBefore++;
        tally.erased++;
      } else {
        tally.failed++;
      }
    }
  }
}
