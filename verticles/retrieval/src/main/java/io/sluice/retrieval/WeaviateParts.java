package io.sluice.retrieval;

import io.sluice.message.Retrieval.NewPassage;
import io.weaviate.client6.v1.api.collections.WeaviateObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the text and the passages of a version lie, in pieces that are read by their ids. They are
 * written once: when the version is searched, kept or left out, its entry changes and they do not.
 *
 * @param generation of the parts
 * @param texts how many pieces the text is in
 * @param shelves how many hold passages
 */
record WeaviateParts(String generation, int texts, int shelves) {

  private static final int LONGEST_TEXT = 1_000_000;

  /** Where those of a version will lie. */
  static WeaviateParts placed(StoredVersion version, String generation) {
    return new WeaviateParts(generation, Math.ceilDiv(version.text().length(), LONGEST_TEXT),
        Math.ceilDiv(version.passages().size(), Shelf.MOST_PASSAGES));
  }

  List<WeaviateObject<Map<String, Object>>> toWrite(StoredVersion version, long epoch)
      throws IOException {
    var objects = new ArrayList<WeaviateObject<Map<String, Object>>>();
    objects.add(part(hashesAt(), epoch, WeaviateSchema.BYTES,
        base64(new RecordOutput().texts(version.hashes()).toBytes())));
    for (var i = 0; i < texts; i++) {
      objects.add(part(textAt(i), epoch, WeaviateSchema.TEXT,
          piece(version.text(), i * LONGEST_TEXT)));
    }
    var passages = version.passages();
    for (var i = 0; i < shelves; i++) {
      var from = i * Shelf.MOST_PASSAGES;
      var shelf = passages.subList(from, Math.min(from + Shelf.MOST_PASSAGES, passages.size()));
      objects.add(part(shelfAt(i), epoch, WeaviateSchema.BYTES,
          base64(Shelf.write(shelf, version.text()))));
    }
    return objects;
  }

  List<String> hashes(WeaviateTable parts) throws IOException {
    return new RecordInput(bytes(parts, hashesAt())).texts();
  }

  String text(WeaviateTable parts) throws IOException {
    var text = new StringBuilder();
    for (var i = 0; i < texts; i++) {
      text.append(read(parts, textAt(i)).text(WeaviateSchema.TEXT));
    }
    return text.toString();
  }

  /** Of a document with this text. */
  List<NewPassage> passages(WeaviateTable parts, String text) throws IOException {
    var passages = new ArrayList<NewPassage>();
    for (var i = 0; i < shelves; i++) {
      passages.addAll(Shelf.read(bytes(parts, shelfAt(i)), text));
    }
    return passages;
  }

  private WeaviateObject<Map<String, Object>> part(String name, long epoch, String property,
      String content) {
    var properties = new HashMap<String, Object>();
    properties.put(WeaviateSchema.EPOCH, epoch);
    properties.put(WeaviateSchema.GENERATION, generation);
    properties.put(property, content);
    return WeaviateObject
        .of(object -> object.uuid(WeaviateNames.uuid(name)).properties(properties));
  }

  /** Does not part what two halves of the text are in. */
  private static String piece(String text, int from) {
    return text.substring(whole(text, from), whole(text, Math.min(from + LONGEST_TEXT,
        text.length())));
  }

  private static int whole(String text, int at) {
    return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1),
        text.charAt(at)) ? at - 1 : at;
  }

  private static byte[] bytes(WeaviateTable parts, String name) throws IOException {
    return Base64.getDecoder().decode(read(parts, name).text(WeaviateSchema.BYTES));
  }

  private static WeaviateRow read(WeaviateTable parts, String name) throws IOException {
    var row = parts.get(WeaviateNames.uuid(name));
    if (row == null) {
      throw WeaviateFailure.unavailable("part " + name + " is missing");
    }
    return row;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String hashesAt() {
    return generation + "/hashes";
  }

  private String textAt(int i) {
    return generation + "/text/" + i;
  }

  private String shelfAt(int i) {
    return generation + "/shelf/" + i;
  }
}
