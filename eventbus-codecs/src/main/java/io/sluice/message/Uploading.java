package io.sluice.message;

import java.time.Duration;

/** What can be asked of {@code ingestion} about bytes that are too many for one message. */
public sealed interface Uploading extends Message {

  Ask<StartUpload, UploadStarted> START = new Ask<>("sluice.ingestion.upload.start",
      StartUpload.class, UploadStarted.class, Duration.ofSeconds(10));
  Ask<AppendBytes, BytesAppended> APPEND = new Ask<>("sluice.ingestion.upload.append",
      AppendBytes.class, BytesAppended.class, Duration.ofSeconds(30)).toWhoKnows();
  Ask<DropUpload, BytesAppended> DROP = new Ask<>("sluice.ingestion.upload.drop", DropUpload.class,
      BytesAppended.class, Duration.ofSeconds(10)).toWhoKnows();

  /** Room for bytes that come one message after the other. It is forgotten where none come. */
  record StartUpload() implements Uploading {}

  record UploadStarted(String upload) implements Uploading {}

  /**
   * The next bytes.
   *
   * @param offset where they go: that which was answered before, so that none get lost or doubled
   */
  record AppendBytes(String upload, long offset, Bytes bytes) implements Uploading {}

  /** How many bytes there are now. */
  record BytesAppended(long size) implements Uploading {}

  /** The rest will not come. */
  record DropUpload(String upload) implements Uploading {}
}
