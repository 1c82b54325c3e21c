package io.sluice.ingestion;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One look at a folder, or at parts of it. Paths are relative, with {@code /} between their steps.
 *
 * <p>A link to a file counts as that file where it lies within the folder; one that leads out of it is
 * as if it were not there. Links to folders are not followed: what they lead to within the folder is
 * seen by its own path, so that nothing is seen twice and no way goes in circles.
 */
final class FolderScan extends SimpleFileVisitor<Path> {
  private final Path root;
  private final FolderWatch watch;
  private final NavigableMap<String, Found> files = new TreeMap<>();
  private final List<String> unreadable = new ArrayList<>();

  private FolderScan(Path root, FolderWatch watch) {
    this.root = root;
    this.watch = watch;
  }

  /**
   * A file with its bytes.
   *
   * @param file behind all links
   */
  record Found(Path file, FileStamp stamp) {}

  /** Looks at these paths and all below them; the folders there are watched from then on. */
  static FolderScan of(Path root, Collection<String> paths, FolderWatch watch)
      throws IOException {
    var scan = new FolderScan(root, watch);
    for (var path : paths) {
      var start = path.indexOf(FolderWatch.UNKNOWN) < 0 ? root.resolve(path) : root;
      if (path.isEmpty() || start.equals(root)
          || (!SkippedNames.skipsAnyOf(path) && isBelow(root, start))) {
        Files.walkFileTree(start, scan);
      }
    }
    return scan;
  }

  /** A folder on the way may have become a link since its files were seen. */
  private static boolean isBelow(Path root, Path start) {
    var parent = start.getParent();
    try {
      return parent != null && parent.startsWith(root) && parent.toRealPath().equals(parent)
          && Files.exists(start, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      return false;
    }
  }

  /** What there is, by its path. */
  NavigableMap<String, Found> files() {
    return files;
  }

  /** Whether it could not be seen what is there. */
  boolean isBlindTo(String path) {
    return unreadable.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
  }

  int unreadable() {
    return unreadable.size();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    if (!folder.equals(root) && SkippedNames.skips(nameOf(folder))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    // Before its files are listed: what comes later is an event.
    watch.add(folder, key(folder));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("stopped");
    }
    var found = SkippedNames.skips(nameOf(file)) ? null : found(file, attributes);
    if (found != null) {
      files.put(key(file), found);
    }
    return FileVisitResult.CONTINUE;
  }

  private @Nullable Found found(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return new Found(file, FileStamp.of(attributes));
    }
    if (!attributes.isSymbolicLink()) {
      return null;
    }
    try {
      var real = file.toRealPath();
      var behind = Files.readAttributes(real, BasicFileAttributes.class);
      return real.startsWith(root) && behind.isRegularFile()
          ? new Found(real, FileStamp.of(behind))
          : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      unreadable.add(key(file));
      return null;
    }
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (file.equals(root)) {
      throw failure;
    }
    if (!(failure instanceof NoSuchFileException)) {
      unreadable.add(key(file));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
      throws IOException {
    return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
  }

  private String key(Path path) {
    var steps = new ArrayList<String>();
    root.relativize(path).forEach(step -> steps.add(step.toString()));
    return String.join("/", steps);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }
}
