package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.VersionFound;
import io.vertx.core.Future;

/**
 * Port: documents in collections, and the search in them. What an engine must do is told by the
 * messages and checked by {@code CorpusContract}; nothing here blocks the caller.
 */
interface Corpus {

  Future<Reply<PassagesFound>> findPassages(FindPassages request, CallInfo call);

  /**
   * Durable once it is answered. A version below the active one changes nothing and is answered with
   * the state that stays: it is the late twin of a commit that was overtaken, so going back to an
   * older text takes a new version number.
   */
  Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call);

  /**
   * For whoever ingests, not for a reader: it does not look at access lists, because an owner who is
   * not on the list of a document would otherwise start it anew at every upload.
   */
  Future<Reply<VersionFound>> findVersion(FindVersion request, CallInfo call);

  Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call);

  Future<Reply<DocumentsListed>> listDocuments(ListDocuments request, CallInfo call);

  /**
   * Once it is answered, nothing of the document is in the files of the collection. It cannot be found
   * long before that, where much has to be written anew; who gave up waiting may ask again.
   */
  Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call);

  Future<Reply<CollectionsListed>> listCollections(ListCollections request, CallInfo call);

  Future<Void> close();
}
