package io.sluice.ingestion;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one source has put in, by its path or address: in memory and in a file, which is written when
 * it is saved. Where that file is lost or behind, things are sent again, which changes nothing. Used by
 * one thread.
 */
final class SourceState<S> {
  private static final Logger LOG = LoggerFactory.getLogger(SourceState.class);
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private final Path file;
  private final NavigableMap<String, Item<S>> items;
  private final Map<String, String> keys = new HashMap<>();
  private boolean changed;

  private SourceState(Path file, NavigableMap<String, Item<S>> items) {
    this.file = file;
    this.items = items;
    items.forEach((key, item) -> keys.put(item.document(), key));
  }

  /** Opens the state of the source of this name; a file that cannot be read is put aside. */
  static <S> SourceState<S> open(Path folder, String name, Class<S> stamp) throws IOException {
    var file = Files.createDirectories(folder).resolve(name + ".json");
    return new SourceState<>(file, Files.exists(file) ? read(file, stamp) : new TreeMap<>());
  }

  private static <S> NavigableMap<String, Item<S>> read(Path file, Class<S> stamp)
      throws IOException {
    var content = Files.readAllBytes(file);
    var types = TypeFactory.defaultInstance();
    JavaType item = types.constructParametricType(Item.class, stamp);
    try {
      TreeMap<String, Item<S>> items = JSON.readValue(content,
          types.constructMapType(TreeMap.class, types.constructType(String.class), item));
      if (items != null && !items.containsValue(null)) {
        return items;
      }
    } catch (IOException e) {
      LOG.debug("unreadable file={}", file, e);
    }
    var aside = file.resolveSibling(file.getFileName() + ".unreadable");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.error("unreadable state of a source, everything is sent again file={}", aside);
    return new TreeMap<>();
  }

  int size() {
    return items.size();
  }

  @Nullable
  Item<S> find(String key) {
    return items.get(key);
  }

  /** The keys there are, of this path and below it; all where it is empty. */
  List<String> under(String path) {
    if (path.isEmpty()) {
      return List.copyOf(items.keySet());
    }
    // '0' is the character after '/'.
    var below = new ArrayList<>(items.subMap(path + "/", path + "0").keySet());
    if (items.containsKey(path)) {
      below.add(path);
    }
    return below;
  }

  /** The id it has, or one made of this path that no other has. */
  String idFor(String key, String path) {
    var known = items.get(key);
    if (known != null) {
      return known.document();
    }
    var wanted = DocumentIds.fromPath(path);
    return key.equals(keys.getOrDefault(wanted, key))
        ? wanted
        : DocumentIds.fromPath(path + "-" + Hashes.of(List.of(key)).substring(0, 8));
  }

  void put(String key, Item<S> item) {
    changed |= !item.equals(items.put(key, item));
    keys.put(item.document(), key);
  }

  void remove(String key) {
    var gone = items.remove(key);
    if (gone != null) {
      changed = true;
      keys.remove(gone.document(), key);
    }
  }

  /** Returns when everything is on the disk. */
  void save() throws IOException {
    if (changed) {
      SafeFiles.write(file, JSON.writeValueAsBytes(items));
      changed = false;
    }
  }
}
