package io.sluice.ingestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Copies what ingestion keeps of documents to the folder of another gateway: raw sources, jobs, what was
 * masked and its key, what sources have brought. The first gateway may go on meanwhile: each of its files
 * is written whole. Blocks; used by one thread.
 */
public final class DocumentFiles {
  /** A job is written after the bytes it is of: who lists jobs first finds these for all of them. */
  private static final List<String> FOLDERS = List.of("jobs", "raw", "originals", "sources");
  private static final List<String> FILES = List.of("privacy.key", "sample-begun",
      "sample-taken-in");
  private static final List<String> DOCUMENTS = List.of("jobs/", "raw/", "originals/");
  /** The files that were copied: what is not among them is the other gateway's own. */
  private static final String COPIED = "migrated";
  private static final String HALF = ".half";

  private final Path from;
  private final Path to;
  private final Set<String> copied;

  private DocumentFiles(Path from, Path to, Set<String> copied) {
    this.from = from;
    this.to = to;
    this.copied = copied;
  }

  /** Hears how far it is. */
  public interface Told {
    void at(String what, int done, int all);
  }

  public static DocumentFiles open(IngestionConfig from, IngestionConfig to) throws IOException {
    var list = to.path().resolve(COPIED);
    return new DocumentFiles(from.path(), to.path(),
        Files.exists(list) ? new LinkedHashSet<>(Files.readAllLines(list)) : new LinkedHashSet<>());
  }

  /** Whether both have the same folder, so that there is nothing to copy. */
  public boolean areShared() throws IOException {
    return Files.exists(from) && Files.exists(to) && Files.isSameFile(from, to);
  }

  /** Fails where the other folder has documents that were not copied. */
  public void checkTarget() throws IOException {
    if (areShared()) {
      return;
    }
    for (var name : names(to)) {
      if (!copied.contains(name) && DOCUMENTS.stream().anyMatch(name::startsWith)) {
        throw new IOException(to + " holds documents of its own: " + name);
      }
    }
  }

  /** Copies what differs, deletes what is gone, and returns how many files that were. */
  public int copy(Told told) throws IOException {
    if (areShared()) {
      return 0;
    }
    var wanted = names(from);
    var done = 0;
    var changed = 0;
    for (var name : wanted) {
      told.at("files", done++, wanted.size());
      changed += copy(name) ? 1 : 0;
    }
    for (var name : names(to)) {
      if (!wanted.contains(name) && copied.contains(name)) {
        Files.delete(to.resolve(name));
        changed++;
      }
    }
    told.at("files", done, done);
    return changed;
  }

  /** What is not the same in both, by name. */
  public List<String> differences() throws IOException {
    var differing = new ArrayList<String>();
    if (areShared()) {
      return differing;
    }
    var all = new TreeSet<>(names(from));
    all.addAll(names(to));
    for (var name : all) {
      var copy = to.resolve(name);
      if (!Files.exists(from.resolve(name))) {
        differing.add(name + " is only in the copy");
      } else if (!Files.exists(copy)) {
        differing.add(name + " is missing in the copy");
      } else if (Files.mismatch(from.resolve(name), copy) >= 0) {
        differing.add(name + " is another in the copy");
      }
    }
    return differing;
  }

  public int count() throws IOException {
    return names(from).size();
  }

  /** False where it is there already, or not any more. */
  private boolean copy(String name) throws IOException {
    var source = from.resolve(name);
    var target = to.resolve(name);
    if (isSame(source, target)) {
      return false;
    }
    Files.createDirectories(target.resolveSibling("."));
    note(name);
    var half = target.resolveSibling(target.getFileName() + HALF);
    try {
      Files.copy(source, half, StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      return false;
    }
    SafeFiles.force(half);
    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  /** By time and length: a file that changes is written anew as a whole. */
  private static boolean isSame(Path source, Path target) throws IOException {
    try {
      return Files.exists(target) && time(source).equals(time(target))
          && Files.size(source) == Files.size(target);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static FileTime time(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }

  /** Before it is copied, so that after a crash it is known for a copy. */
  private void note(String name) throws IOException {
    if (copied.add(name)) {
      Files.writeString(to.resolve(COPIED), name + "\n", StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** The files of documents in a folder, by their names below it, in the order to copy them in. */
  private static Set<String> names(Path path) throws IOException {
    var listed = new ArrayList<List<String>>();
    for (var folder : FOLDERS) {
      listed.add(names(path.resolve(folder), folder));
    }
    var names = new LinkedHashSet<String>();
    for (var file : FILES) {
      if (Files.exists(path.resolve(file))) {
        names.add(file);
      }
    }
    listed.reversed().forEach(names::addAll);
    return names;
  }

  private static List<String> names(Path path, String folder) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var files = Files.list(path)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(HALF)).map(name -> folder + "/" + name).sorted().toList();
    }
  }
}
