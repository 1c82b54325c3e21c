package io.sluice.ingestion;

import io.sluice.bus.Bus;
import io.sluice.message.Ask;
import io.sluice.message.Bytes;
import io.sluice.message.CallInfo;
import io.sluice.message.Ingestion;
import io.sluice.message.Ingestion.DocumentAccepted;
import io.sluice.message.Ingestion.Erase;
import io.sluice.message.Ingestion.Erased;
import io.sluice.message.Ingestion.SubmitDocument;
import io.sluice.message.Message;
import io.sluice.message.Refusal;
import io.sluice.message.Refusal.TooLarge;
import io.sluice.message.Reply;
import io.sluice.message.Reply.Answered;
import io.sluice.message.Reply.Refused;
import io.sluice.message.Retrieval;
import io.sluice.message.Retrieval.FindVersion;
import io.sluice.message.Retrieval.VersionFound;
import io.sluice.message.Uploading;
import io.sluice.message.Uploading.AppendBytes;
import io.sluice.message.Uploading.BytesAppended;
import io.sluice.message.Uploading.DropUpload;
import io.sluice.message.Uploading.StartUpload;
import io.sluice.message.Uploading.UploadStarted;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Brings documents to those who take them in, as any other sender does: bytes in pieces, then what
 * they are. Its methods block; any thread but those of Vert.x may call them.
 */
final class Delivery {
  private static final int PIECE = 512 << 10;

  private final Bus bus;
  private final String requestId;

  Delivery(Bus bus, String requestId) {
    this.bus = bus;
    this.requestId = requestId;
  }

  /** Bytes that are there, and are forgotten where nothing is made of them. */
  record Uploaded(String id, String hash) {}

  /** Sends the rest of a stream; nothing is left there of one that breaks off or is too large. */
  Reply<Uploaded> upload(InputStream in, long maxBytes) throws IOException, InterruptedException {
    return switch (ask(Uploading.START, new StartUpload(), List.of())) {
      case Refused<UploadStarted>(Refusal why) -> Reply.refused(why);
      case Answered<UploadStarted>(UploadStarted started) -> {
        var complete = false;
        try {
          var sent = send(started.upload(), in, maxBytes);
          complete = sent instanceof Answered;
          yield sent;
        } finally {
          if (!complete) {
            drop(started.upload());
          }
        }
      }
    };
  }

  private Reply<Uploaded> send(String upload, InputStream in, long maxBytes)
      throws IOException, InterruptedException {
    var digest = Hashes.sha256();
    var size = 0L;
    for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
      if (size + piece.length > maxBytes) {
        return Reply.refused(new TooLarge("has more than " + maxBytes + " bytes", null));
      }
      digest.update(piece);
      var append = new AppendBytes(upload, size, Bytes.of(piece));
      size += piece.length;
      if (ask(Uploading.APPEND, append,
          List.of()) instanceof Refused<BytesAppended>(Refusal why)) {
        return Reply.refused(why);
      }
    }
    return Reply.of(new Uploaded(upload, HexFormat.of().formatHex(digest.digest())));
  }

  /** Does not wait for it: what is not dropped now is forgotten later. */
  void drop(String upload) {
    var _ = asking(Uploading.DROP, new DropUpload(upload), List.of());
  }

  Reply<DocumentAccepted> submit(SubmitDocument document) throws InterruptedException {
    return ask(Ingestion.SUBMIT_DOCUMENT, document, whoever(document.collection(),
        Objects.requireNonNull(document.id(), "a source names what it sends"), document.acl()));
  }

  Reply<Erased> erase(Item<?> item) throws InterruptedException {
    var collection = item.placement().collection();
    return ask(Ingestion.ERASE, new Erase(collection, item.document()),
        whoever(collection, item.document(), item.placement().acl()));
  }

  /** A source's documents are its own, also where they were for others before it was set up anew. */
  private List<String> whoever(String collection, String document, List<String> acl)
      throws InterruptedException {
    return switch (ask(Retrieval.FIND_VERSION, new FindVersion(collection, document), List.of())) {
      case Refused<VersionFound> none -> acl;
      case Answered<VersionFound>(VersionFound found) ->
        Stream.concat(acl.stream(), found.document().acl().stream()).distinct().toList();
    };
  }

  private <Q extends Message, A extends Message> Reply<A> ask(Ask<Q, A> ask, Q request,
      List<String> principals) throws InterruptedException {
    return asking(ask, request, principals).await();
  }

  private <Q extends Message, A extends Message> Future<Reply<A>> asking(Ask<Q, A> ask, Q request,
      List<String> principals) {
    var call = CallInfo.within(ask.timeout(), requestId);
    return bus.ask(ask, request, new CallInfo(requestId, call.tenant(), principals, null,
        call.deadlineNanos(), null));
  }
}
