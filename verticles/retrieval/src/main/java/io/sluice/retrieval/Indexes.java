package io.sluice.retrieval;

import static java.util.Objects.requireNonNull;

import io.sluice.message.CorpusEvent.CorpusChanged;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of all tenants, {@code root/tenant/collection}. The folder belongs to one process at a
 * time. An index is opened when it is first asked for and stays open.
 */
final class Indexes implements Closeable {

  private final Path root;
  private final Precision precision;
  private final Consumer<CorpusChanged> listener;
  private final @Nullable Lock lock;
  private final Map<Path, CollectionIndex> open = new ConcurrentHashMap<>();
  private boolean closed;

  private Indexes(Path root, Precision precision, Consumer<CorpusChanged> listener,
      @Nullable Lock lock) {
    this.root = root;
    this.precision = precision;
    this.listener = listener;
    this.lock = lock;
  }

  /**
   * The indexes below a folder.
   *
   * @param listener hears of each change once it is on disk, before it can be found
   */
  static Indexes open(Path root, Precision precision, Consumer<CorpusChanged> listener)
      throws IOException {
    try {
      return new Indexes(root, precision, listener,
          FSDirectory.open(root).obtainLock("corpus.lock"));
    } catch (LockObtainFailedException e) {
      throw new IOException("another gateway uses the corpus in " + root.toAbsolutePath()
          + "; stop it, or give this one a storage.path of its own", e);
    } catch (IOException e) {
      throw new IOException("the corpus cannot be opened in " + root.toAbsolutePath() + ": " + e,
          e);
    }
  }

  /**
   * The indexes below a folder as they are now, for one who reads beside the process that they belong
   * to: what that commits from now on is not seen, and what it deletes stays readable.
   */
  static Indexes beside(Path root) {
    return new Indexes(root, Precision.FULL, _ -> {}, null);
  }

  /** The names of the tenants that have collections, in order. */
  List<String> tenants() throws IOException {
    return names(root);
  }

  /** The collection as it is now, to be closed by the caller. */
  Reply<Snapshot> snapshot(String tenant, String collection) throws IOException {
    return switch (folder(tenant, collection)) {
      case Refused<Path>(var refusal) -> Reply.refused(refusal);
      case Answered<Path>(var folder) -> {
        var index = find(collection, folder);
        var snapshot = index == null ? Snapshot.empty(collection) : index.snapshot();
        yield snapshot.epoch() == 0 && !collection.equals(CollectionRules.DEFAULT_COLLECTION)
            ? Reply.refused(CollectionRules.unknown(collection))
            : Reply.of(snapshot);
      }
    };
  }

  /** The index of a collection that exists. */
  Reply<CollectionIndex> existing(String tenant, String collection) throws IOException {
    return switch (folder(tenant, collection)) {
      case Refused<Path>(var refusal) -> Reply.refused(refusal);
      case Answered<Path>(var folder) -> {
        var index = find(collection, folder);
        yield index == null ? Reply.refused(CollectionRules.unknown(collection)) : Reply.of(index);
      }
    };
  }

  /** The index of a collection that exists from now on. */
  Reply<CollectionIndex> existingOrNew(String tenant, String collection) throws IOException {
    return switch (folder(tenant, collection)) {
      case Refused<Path>(var refusal) -> Reply.refused(refusal);
      case Answered<Path>(var folder) -> Reply.of(findOrCreate(collection, folder));
    };
  }

  /** The names of the tenant's collections, in order. */
  List<String> collections(String tenant) throws IOException {
    var name = FolderName.of(tenant);
    return name == null ? List.of() : names(root.resolve(name));
  }

  private static List<String> names(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var folders = Files.list(parent)) {
      return folders.filter(Files::isDirectory)
          .map(folder -> FolderName.read(folder.getFileName().toString())).sorted().toList();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    var closing = new ArrayList<Closeable>(open.values());
    open.clear();
    if (lock != null) {
      closing.add(lock);
    }
    IOUtils.close(closing);
  }

  private Reply<Path> folder(String tenant, String collection) {
    var wrong = CollectionRules.check(tenant, collection);
    return wrong != null
        ? Reply.refused(wrong)
        : Reply.of(root.resolve(requireNonNull(FolderName.of(tenant)))
            .resolve(requireNonNull(FolderName.of(collection))));
  }

  private static String tenant(Path folder) {
    return FolderName.read(requireNonNull(folder.getParent()).getFileName().toString());
  }

  private @Nullable CollectionIndex find(String collection, Path folder) throws IOException {
    var index = open.get(folder);
    return index == null ? openExisting(collection, folder) : index;
  }

  private synchronized @Nullable CollectionIndex openExisting(String collection, Path folder)
      throws IOException {
    if (closed) {
      throw new AlreadyClosedException("the corpus is closed");
    }
    if (open.containsKey(folder) || !Files.isDirectory(folder)) {
      return open.get(folder);
    }
    return holdsIndex(folder)
        ? kept(folder, directory -> CollectionIndex.open(tenant(folder), collection, directory,
            precision, listener))
        : null;
  }

  private synchronized CollectionIndex findOrCreate(String collection, Path folder)
      throws IOException {
    var index = openExisting(collection, folder);
    if (index != null) {
      return index;
    }
    Files.createDirectories(folder);
    var created = kept(folder,
        directory -> CollectionIndex.create(tenant(folder), collection, directory, precision,
            listener));
    // A folder's name is in its parent, which has to be made durable for itself.
    IOUtils.fsync(folder.getParent(), true);
    IOUtils.fsync(root, true);
    return created;
  }

  /** Whether there are files of an index, readable or not; a first commit cut short left none. */
  private static boolean holdsIndex(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .anyMatch(name -> !name.equals(IndexWriter.WRITE_LOCK_NAME)
              && !name.startsWith(IndexFileNames.PENDING_SEGMENTS));
    }
  }

  private interface Opening {
    CollectionIndex in(Directory directory) throws IOException;
  }

  private CollectionIndex kept(Path folder, Opening opening) throws IOException {
    var directory = FSDirectory.open(folder);
    try {
      var index = opening.in(directory);
      open.put(folder, index);
      return index;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw new IOException("the index in " + folder + " cannot be opened: " + e, e);
    }
  }
}
