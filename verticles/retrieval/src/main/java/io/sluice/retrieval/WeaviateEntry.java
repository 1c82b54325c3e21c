package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import io.sluice.message.Versions.State;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version in Weaviate, as its entry says. An entry is never changed: another takes its place.
 *
 * @param generation of the entry, and of the passages that are searched where it is active
 * @param table where its parts are read from
 */
record WeaviateEntry(Head head, State state, String generation, WeaviateParts parts,
    WeaviateTable table) implements Entry {

  /** The space of what is not searched by vectors. */
  static final String NO_SPACE = "none";

  private static final int LONGEST_TITLE = 1_000;

  static WeaviateEntry read(String collection, WeaviateRow row, WeaviateTable parts) {
    try {
      var head = Head.read(collection,
          Base64.getDecoder().decode(row.text(WeaviateSchema.HEAD)));
      return new WeaviateEntry(head, State.valueOf(row.text(WeaviateSchema.STATE)),
          row.text(WeaviateSchema.GENERATION),
          new WeaviateParts(row.text(WeaviateSchema.PARTS), row.integer(WeaviateSchema.TEXTS),
              row.integer(WeaviateSchema.SHELVES)),
          parts);
    } catch (IOException e) {
      throw new IllegalStateException("entry " + row.uuid(), e);
    }
  }

  @Override
  public List<String> hashes() throws IOException {
    return parts.hashes(table);
  }

  @Override
  public String text() throws IOException {
    return parts.text(table);
  }

  @Override
  public @Nullable Surroundings around(int start, int window) throws IOException {
    var passages = state == State.ACTIVE ? content().passages() : List.<NewPassage>of();
    for (var i = 0; i < passages.size(); i++) {
      if (passages.get(i).start() == start) {
        var first = passages.get(Math.max(0, i - window));
        return new Surroundings(first.start(),
            passages.get(Math.min(passages.size() - 1, i + window)).end(), first.heading(),
            first.page());
      }
    }
    return null;
  }

  @Override
  public StoredVersion content() throws IOException {
    var text = text();
    return new StoredVersion(head, text, parts.passages(table, text));
  }

  WeaviateObject<Map<String, Object>> toWrite(long epoch) throws IOException {
    var properties = new HashMap<String, Object>();
    properties.put(WeaviateSchema.EPOCH, epoch);
    properties.put(WeaviateSchema.GENERATION, generation);
    properties.put(WeaviateSchema.DOCUMENT, WeaviateNames.exactly(id()));
    properties.put(WeaviateSchema.POSITION, WeaviateNames.inOrder(id()));
    properties.put(WeaviateSchema.STATE, state.name());
    properties.put(WeaviateSchema.HEAD, Base64.getEncoder().encodeToString(head.toBytes()));
    properties.put(WeaviateSchema.PARTS, parts.generation());
    properties.put(WeaviateSchema.TEXTS, parts.texts());
    properties.put(WeaviateSchema.SHELVES, parts.shelves());
    properties.put(WeaviateSchema.SPACE, searchedSpace());
    if (state != State.KEPT) {
      addLookups(properties);
    }
    return WeaviateObject.of(
        object -> object.uuid(WeaviateNames.uuid(generation)).properties(properties));
  }

  private String searchedSpace() {
    var space = head.space();
    return space == null || state != State.ACTIVE ? NO_SPACE : WeaviateNames.vector(space);
  }

  private void addLookups(Map<String, Object> properties) throws IOException {
    var document = head.document();
    WeaviateFilters.addAccess(document, properties);
    var title = document.title().substring(0, Math.min(document.title().length(), LONGEST_TITLE));
    properties.put(WeaviateSchema.NAME, List.of(lookedFor(document.id()), lookedFor(title)));
    properties.put(WeaviateSchema.WORDS, WeaviateWords.ofName(title));
    var model = document.embeddingModel();
    var chunking = document.chunking();
    if (model != null && chunking != null) {
      properties.put(WeaviateSchema.MADE_BY, madeBy(model, chunking));
    }
    if (head.leftOutFor() != null) {
      properties.put(WeaviateSchema.LEFT_OUT_FOR, WeaviateNames.exactly(head.leftOutFor()));
    }
    var likeness = head.likeness();
    if (likeness != null) {
      properties.put(WeaviateSchema.TEXT_HASH, WeaviateNames.exactly(likeness.textHash()));
      properties.put(WeaviateSchema.BAND, bands(likeness.sketch().content()));
    }
  }

  /** A name as pieces of it are looked for, in whatever case. */
  static String lookedFor(String name) {
    return WeaviateNames.literally(
        Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
  }

  static String madeBy(String model, String chunking) {
    return WeaviateNames.exactly(model + '\n' + chunking);
  }

  static List<String> bands(byte[] sketch) {
    return Sketch.bands(sketch).stream()
        .map(band -> HexFormat.of().formatHex(band.bytes, band.offset, band.offset + band.length))
        .toList();
  }
}
