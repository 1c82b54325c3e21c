package io.sluice.message;

import java.util.List;

/** What retrieval tells everyone. */
public sealed interface CorpusEvent extends Message {

  Topic<CorpusChanged> CORPUS_CHANGED = new Topic<>("sluice.corpus-changed", CorpusChanged.class);

  /**
   * Something else is searched from now on. It is told once the change is durable and, on the node that
   * made it, before it can be found.
   *
   * @param before the collection's epoch until now: who heard of another one last has missed something
   * @param epoch that begins
   */
  record CorpusChanged(String tenant, String collection, long before, long epoch,
      List<DocumentChange> documents) implements CorpusEvent {
    public CorpusChanged {
      documents = List.copyOf(documents);
    }
  }

  /**
   * What is searched of a document from now on and was not before, and the other way round. Where more
   * than its text has changed (its title, say, or who may see it), that is all of it.
   *
   * @param removed hashes of passages
   * @param added hashes of passages
   */
  record DocumentChange(String document, List<String> removed, List<String> added) {
    public DocumentChange {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }
}
