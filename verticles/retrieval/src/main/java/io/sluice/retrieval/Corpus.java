package io.sluice.retrieval;

import io.sluice.message.CallInfo;
import io.sluice.message.Copies.ChooseCopy;
import io.sluice.message.Copies.CopiesFound;
import io.sluice.message.Copies.CopyChosen;
import io.sluice.message.Copies.FindCopies;
import io.sluice.message.Copies.LeftOutListed;
import io.sluice.message.Copies.ListLeftOut;
import io.sluice.message.Reply;
import io.sluice.message.Retrieval.CollectionsListed;
import io.sluice.message.Retrieval.CommitDocument;
import io.sluice.message.Retrieval.DocumentCommitted;
import io.sluice.message.Retrieval.DocumentErased;
import io.sluice.message.Retrieval.DocumentFound;
import io.sluice.message.Retrieval.DocumentsListed;
import io.sluice.message.Retrieval.EpochFound;
import io.sluice.message.Retrieval.EraseDocument;
import io.sluice.message.Retrieval.FindDocument;
import io.sluice.message.Retrieval.FindEpoch;
import io.sluice.message.Retrieval.FindPassages;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.ListCollections;
import io.sluice.message.Retrieval.ListDocuments;
import io.sluice.message.Retrieval.PassagesFound;
import io.sluice.message.Retrieval.PassagesWidened;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Retrieval.WidenPassages;
import io.sluice.message.Versions.ActivateVersion;
import io.sluice.message.Versions.FindOutdated;
import io.sluice.message.Versions.ListVersions;
import io.sluice.message.Versions.OpenVersion;
import io.sluice.message.Versions.OutdatedFound;
import io.sluice.message.Versions.PurgeVersions;
import io.sluice.message.Versions.VersionActivated;
import io.sluice.message.Versions.VersionOpened;
import io.sluice.message.Versions.VersionsListed;
import io.sluice.message.Versions.VersionsPurged;
import io.vertx.core.Future;

/**
 * Port: documents in collections, and the search in them. What an engine must do is told by the
 * messages and checked by the contract tests; nothing here blocks the caller.
 *
 * <p>A document has a current version and any number that are kept. The current one is searched, or it
 * is left out because it is a copy of another document that is searched. Whatever changes, a search
 * sees all of it or nothing.
 */
interface Corpus {

  /** A vector is refused without the model it is from. */
  Future<Reply<PassagesFound>> findPassages(FindPassages request, CallInfo call);

  /** Of documents the asker may see, and only of the versions that are searched. */
  Future<Reply<PassagesWidened>> widenPassages(WidenPassages request, CallInfo call);

  /**
   * Durable once it is answered.
   *
   * <p>A new version has a number above all others of the document, kept ones too. Any other changes
   * nothing and is answered with the state that stays: it is the late twin of a commit that was
   * overtaken. But for one: the current version again, of the same content, with another model or
   * other chunking takes the place of the one that is there; whether it is searched or left out, and
   * for whom, stays as it is.
   *
   * <p>Where the document that this one is to be left out for is not searched, being gone or left out
   * itself, this one is searched.
   */
  Future<Reply<DocumentCommitted>> commit(CommitDocument request, CallInfo call);

  /**
   * The current version, left out or not. For whoever ingests, not for a reader: it does not look at
   * access lists, because an owner who is not on the list of a document would otherwise start it anew
   * at every upload.
   */
  Future<Reply<VersionFound>> findVersion(FindVersion request, CallInfo call);

  /** The current version, left out or not. */
  Future<Reply<DocumentFound>> findDocument(FindDocument request, CallInfo call);

  /** Those that are left out, too. */
  Future<Reply<DocumentsListed>> listDocuments(ListDocuments request, CallInfo call);

  Future<Reply<VersionsListed>> listVersions(ListVersions request, CallInfo call);

  Future<Reply<VersionOpened>> openVersion(OpenVersion request, CallInfo call);

  /**
   * Durable once it is answered. Documents that were left out for this one are searched again, unless
   * nothing changes: they are copies of what it said before. What it counts as added and removed is
   * what is searched, so all passages of a document that was left out are added.
   */
  Future<Reply<VersionActivated>> activate(ActivateVersion request, CallInfo call);

  /**
   * Once it is answered, they are not to be had any more; their bytes go some time later. For whoever
   * keeps house: it does not look at access lists.
   */
  Future<Reply<VersionsPurged>> purge(PurgeVersions request, CallInfo call);

  Future<Reply<OutdatedFound>> findOutdated(FindOutdated request, CallInfo call);

  /** None in a collection that does not exist yet: it is asked before the first commit, too. */
  Future<Reply<CopiesFound>> findCopies(FindCopies request, CallInfo call);

  Future<Reply<LeftOutListed>> listLeftOut(ListLeftOut request, CallInfo call);

  /**
   * Durable once it is answered. For whoever ingests: it does not look at access lists, as a commit
   * does not.
   */
  Future<Reply<CopyChosen>> chooseCopy(ChooseCopy request, CallInfo call);

  /**
   * Once it is answered, nothing of the document is in the files of the collection. It cannot be found
   * long before that, where much has to be written anew; who gave up waiting may ask again.
   */
  Future<Reply<DocumentErased>> erase(EraseDocument request, CallInfo call);

  /** Those that can be read. */
  Future<Reply<CollectionsListed>> listCollections(ListCollections request, CallInfo call);

  Future<Reply<EpochFound>> findEpoch(FindEpoch request, CallInfo call);

  Future<Void> close();
}
