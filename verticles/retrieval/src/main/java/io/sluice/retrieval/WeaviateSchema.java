package io.sluice.retrieval;

/** The properties of the objects in Weaviate. */
final class WeaviateSchema {

  /** When something came into being: it is there for those who read at this epoch or later. */
  static final String EPOCH = "epoch";
  /** What comes and goes together; what is dead is known by it. */
  static final String GENERATION = "generation";

  /** Of a collection: its name; the dead up to which epoch may be gone; what is dead. */
  static final String COLLECTION = "collection";
  static final String SWEPT = "swept";
  static final String DEAD = "dead";

  /** Of an entry: the document, to be equal to and in the order of ids; its state as a version. */
  static final String DOCUMENT = "document";
  static final String POSITION = "position";
  static final String STATE = "state";
  static final String LEFT_OUT_FOR = "leftOutFor";
  /** The space of its passages' vectors, where those are searched, or that there are none. */
  static final String SPACE = "space";
  /** The id and the title, to look for pieces of. */
  static final String NAME = "name";
  /** The embedding model and the chunking. */
  static final String MADE_BY = "madeBy";
  static final String TEXT_HASH = "textHash";
  static final String BAND = "band";
  /** What is known of it; where its parts are, and how many of them hold text and passages. */
  static final String HEAD = "head";
  static final String PARTS = "parts";
  static final String TEXTS = "texts";
  static final String SHELVES = "shelves";

  /** Of a part: text or bytes. */
  static final String TEXT = "text";
  static final String BYTES = "bytes";

  /** Of a passage: what is quoted. */
  static final String VERSION = "version";
  static final String PASSAGE = "passage";
  static final String TITLE = "title";
  static final String HEADING = "heading";
  static final String PASSAGE_LANGUAGE = "passageLanguage";
  static final String START = "start";
  static final String END = "end";
  static final String PAGE = "page";
  static final String HASH = "hash";

  /** Of a passage: its words as they are searched for; of an entry, those of its title. */
  static final String WORDS = "words";

  /** Of a passage, and in part of an entry: who may see it and what filters it. */
  static final String EVERYONE = "everyone";
  static final String ACL = "acl";
  static final String TAG = "tag";
  static final String LANGUAGE = "language";
  static final String DATE = "date";
  static final String AUTHOR = "author";
  static final String SOURCE = "source";

  private WeaviateSchema() {}
}
