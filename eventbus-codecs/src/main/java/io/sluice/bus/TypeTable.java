package io.sluice.bus;

import io.sluice.message.AbRouting;
import io.sluice.message.Admission;
import io.sluice.message.AnswerEvent;
import io.sluice.message.Answering;
import io.sluice.message.Batches;
import io.sluice.message.Caching;
import io.sluice.message.CircuitEvent;
import io.sluice.message.Copies;
import io.sluice.message.CorpusEvent;
import io.sluice.message.DeadLetters;
import io.sluice.message.Embedding;
import io.sluice.message.Generation;
import io.sluice.message.GenerationEvent;
import io.sluice.message.Ingestion;
import io.sluice.message.Insight;
import io.sluice.message.Message;
import io.sluice.message.Quality;
import io.sluice.message.Refusal;
import io.sluice.message.Reranking;
import io.sluice.message.Retrieval;
import io.sluice.message.Streaming;
import io.sluice.message.TierRouting;
import io.sluice.message.Uploading;
import io.sluice.message.Versions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The number of every message on the wire. Append only: a number is never used again for another
 * record, since nodes of two versions talk to each other.
 */
final class TypeTable {
  private static final Map<Integer, Class<? extends Message>> TYPES = new TreeMap<>();
  private static final Map<Class<? extends Message>, Integer> IDS = new HashMap<>();

  static {
    add(1, Refusal.BadRequest.class);
    add(2, Refusal.NotFound.class);
    add(3, Refusal.TooLarge.class);
    add(4, Refusal.UnsupportedMedia.class);
    add(5, Refusal.Cancelled.class);
    add(6, Refusal.UpstreamFailed.class);
    add(7, Refusal.Overloaded.class);
    add(8, Refusal.DeadlinePassed.class);
    add(9, Refusal.Unavailable.class);
    add(10, Refusal.Undecodable.class);
    add(11, Refusal.Internal.class);
    add(12, Refusal.Unreadable.class);
    add(13, Refusal.Forbidden.class);
    add(14, Refusal.Unauthenticated.class);
    add(15, Refusal.RateLimited.class);
    add(16, Refusal.BudgetSpent.class);
    add(17, Refusal.UpstreamBusy.class);
    add(18, Refusal.UpstreamDown.class);

    add(20, Streaming.StreamOpened.class);
    add(21, Streaming.ReadStream.class);
    add(22, Streaming.Batch.class);
    add(23, Streaming.LeaveStream.class);
    add(24, Streaming.CancelStream.class);
    add(25, Streaming.Left.class);

    add(30, AnswerEvent.Accepted.class);
    add(31, AnswerEvent.Routed.class);
    add(32, AnswerEvent.Sources.class);
    add(33, AnswerEvent.Token.class);
    add(34, AnswerEvent.Citation.class);
    add(35, AnswerEvent.Degraded.class);
    add(36, AnswerEvent.Usage.class);
    add(37, AnswerEvent.Done.class);
    add(38, AnswerEvent.Failed.class);

    add(40, GenerationEvent.Started.class);
    add(41, GenerationEvent.Generated.class);
    add(42, GenerationEvent.NotGenerated.class);

    add(50, Answering.AskQuestion.class);
    add(51, Answering.Search.class);
    add(52, Answering.SearchResult.class);
    add(53, Answering.AskOnce.class);
    add(54, Answering.ExplainCaching.class);
    add(55, Answering.CachingExplained.class);
    add(56, Answering.FindLoad.class);
    add(57, Answering.LoadFound.class);

    add(60, Embedding.Embed.class);
    add(61, Embedding.Embedded.class);
    add(62, Embedding.DescribeModel.class);
    add(63, Embedding.ModelDescribed.class);

    add(70, Retrieval.FindPassages.class);
    add(71, Retrieval.PassagesFound.class);
    add(72, Retrieval.CommitDocument.class);
    add(73, Retrieval.DocumentCommitted.class);
    add(74, Retrieval.FindVersion.class);
    add(75, Retrieval.VersionFound.class);
    add(76, Retrieval.FindDocument.class);
    add(77, Retrieval.DocumentFound.class);
    add(78, Retrieval.ListDocuments.class);
    add(79, Retrieval.DocumentsListed.class);
    add(80, Retrieval.EraseDocument.class);
    add(81, Retrieval.DocumentErased.class);
    add(82, Retrieval.ListCollections.class);
    add(83, Retrieval.CollectionsListed.class);

    add(84, Versions.ListVersions.class);
    add(85, Versions.VersionsListed.class);
    add(86, Versions.OpenVersion.class);
    add(87, Versions.VersionOpened.class);
    add(88, Versions.ActivateVersion.class);
    add(89, Versions.VersionActivated.class);
    add(90, Versions.PurgeVersions.class);
    add(91, Versions.VersionsPurged.class);
    add(92, Versions.FindOutdated.class);
    add(93, Versions.OutdatedFound.class);
    add(94, Copies.FindCopies.class);
    add(95, Copies.CopiesFound.class);
    add(96, Copies.ListLeftOut.class);
    add(97, Copies.LeftOutListed.class);
    add(98, Retrieval.WidenPassages.class);
    add(99, Retrieval.PassagesWidened.class);

    add(100, Generation.Generate.class);
    add(101, Generation.Complete.class);
    add(102, Generation.Completed.class);

    add(104, Copies.ChooseCopy.class);
    add(105, Copies.CopyChosen.class);
    add(106, Retrieval.FindEpoch.class);
    add(107, Retrieval.EpochFound.class);

    add(110, Ingestion.SubmitDocument.class);
    add(111, Ingestion.DocumentAccepted.class);
    add(112, Ingestion.FindIngestion.class);
    add(113, Ingestion.IngestionFound.class);
    add(114, Ingestion.FindSource.class);
    add(115, Ingestion.SourceFound.class);
    add(116, Ingestion.Erase.class);
    add(117, Ingestion.Erased.class);
    add(118, Ingestion.Activate.class);
    add(119, Ingestion.Activated.class);
    add(120, Ingestion.Reveal.class);
    add(121, Ingestion.Revealed.class);
    add(122, Uploading.StartUpload.class);
    add(123, Uploading.UploadStarted.class);
    add(124, Uploading.AppendBytes.class);
    add(125, Uploading.BytesAppended.class);
    add(126, Uploading.DropUpload.class);
    add(127, DeadLetters.ListDeadLetters.class);
    add(128, DeadLetters.DeadLettersListed.class);
    add(129, DeadLetters.RetryDeadLetter.class);

    add(140, Reranking.Rerank.class);
    add(141, Reranking.Reranked.class);

    add(150, TierRouting.ChooseTier.class);
    add(151, TierRouting.TierChosen.class);

    add(160, Batches.OpenBatch.class);
    add(161, Batches.BatchOpened.class);
    add(162, Batches.FindBatch.class);
    add(163, Batches.BatchFound.class);
    add(164, Batches.ListBatches.class);
    add(165, Batches.BatchesListed.class);
    add(166, Batches.FollowBatch.class);
    add(167, Batches.BatchProgressed.class);
    add(168, Batches.ReadResults.class);
    add(169, Batches.ResultsRead.class);
    add(170, Batches.DropBatch.class);

    add(180, Insight.Observe.class);
    add(181, Insight.Observed.class);
    add(182, Insight.FindUsage.class);
    add(183, Insight.UsageFound.class);
    add(184, Insight.ObserveAll.class);
    add(185, Insight.ExplainAnswer.class);
    add(186, Insight.AnswerExplained.class);
    add(187, Insight.GiveFeedback.class);
    add(188, Insight.FeedbackTaken.class);
    add(189, Insight.NoteClick.class);
    add(191, Insight.ClickNoted.class);
    add(192, Insight.FindOverview.class);
    add(193, Insight.OverviewFound.class);
    add(194, Insight.FindAnswers.class);
    add(195, Insight.AnswersFound.class);
    add(196, Quality.FindQuality.class);
    add(197, Quality.QualityFound.class);
    add(198, Quality.MakeReport.class);
    add(199, Quality.ReportMade.class);

    add(190, CorpusEvent.CorpusChanged.class);

    add(200, Caching.LookUp.class);
    add(201, Caching.LookedUp.class);
    add(202, Caching.ConfirmAnswer.class);
    add(203, Caching.AnswerConfirmed.class);
    add(204, Caching.StoreAnswer.class);
    add(205, Caching.AnswerStored.class);
    add(206, Caching.CompareAnswer.class);
    add(207, Caching.AnswerCompared.class);
    add(208, Caching.DescribeCaches.class);
    add(209, Caching.CachesDescribed.class);
    add(210, Caching.EvictAnswers.class);
    add(211, Caching.AnswersEvicted.class);
    add(212, Caching.QuestionKept.class);
    add(213, Answering.JoinFlight.class);

    add(214, Ingestion.Forget.class);

    add(220, Admission.Admit.class);
    add(221, Admission.Admitted.class);
    add(222, Admission.Charge.class);
    add(223, Admission.Charged.class);
    add(224, Admission.Afford.class);
    add(225, Admission.Affordable.class);
    add(226, Admission.NoteAct.class);
    add(227, Admission.ActNoted.class);

    add(230, CircuitEvent.CircuitChanged.class);

    add(240, AbRouting.ChooseVariant.class);
    add(241, AbRouting.VariantChosen.class);
    add(242, AbRouting.RecordOutcomes.class);
    add(243, AbRouting.OutcomesRecorded.class);
    add(244, AbRouting.FindExperiments.class);
    add(245, AbRouting.ExperimentsFound.class);
    add(246, AbRouting.ChangeExperiment.class);
    add(247, AbRouting.ExperimentChanged.class);
  }

  private TypeTable() {}

  static int idOf(Class<? extends Message> type) {
    var id = IDS.get(type);
    if (id == null) {
      throw new IllegalArgumentException(type + " is not in the type table");
    }
    return id;
  }

  /** The record of this number; null for one that only a newer node knows. */
  static @Nullable Class<? extends Message> typeOf(int id) {
    return TYPES.get(id);
  }

  static Map<Integer, Class<? extends Message>> all() {
    return Map.copyOf(TYPES);
  }

  private static void add(int id, Class<? extends Message> type) {
    if (TYPES.put(id, type) != null || IDS.put(type, id) != null) {
      throw new IllegalStateException("twice in the type table: " + id + " " + type);
    }
  }
}
