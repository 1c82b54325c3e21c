package io.sluice.ingestion;

import io.sluice.message.Ingestion.IngestionFound;
import io.sluice.message.Ingestion.Progress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is new of the ingestions that are open, for those who wait for it. Confined to one context.
 *
 * <p>Revisions are counted from 1 in this process: after a restart a watcher is answered at once.
 */
final class News {
  /** Greater than any revision before the end. */
  private static final long ENDED = 1_000_000_000;
  private static final Progress WAITING = new Progress("waiting", 0, 0, 0);
  private static final Progress FINISHED = new Progress("finished", 0, 0, 0);

  private final Vertx vertx;
  private final Map<String, Story> stories = new HashMap<>();

  News(Vertx vertx) {
    this.vertx = vertx;
  }

  private static final class Story {
    private long revision = 1;
    private @Nullable Pulse pulse;
    private Promise<Void> next = Promise.promise();
  }

  /** An attempt begins. */
  Pulse begin(Job job) {
    var pulse = new Pulse(job.state().attempts(), () -> changed(job));
    story(job).pulse = pulse;
    return pulse;
  }

  /** Something about the job changed. */
  void changed(Job job) {
    var story = job.isOpen() ? story(job) : stories.remove(job.id());
    if (story != null) {
      story.revision++;
      var waiting = story.next;
      story.next = Promise.promise();
      waiting.complete();
    }
  }

  /** Whatever ran for this job is to stop. */
  void stop(String job) {
    var story = stories.get(job);
    if (story != null && story.pulse != null) {
      story.pulse.stop();
    }
  }

  /** Completes with the next news of an open job after this revision, or when the patience is over. */
  Future<Void> after(Job job, long revision, Duration patience) {
    if (!job.isOpen() || story(job).revision > revision || patience.toMillis() < 1) {
      return Future.succeededFuture();
    }
    var come = Promise.<Void>promise();
    var timer = vertx.setTimer(patience.toMillis(), _ -> come.tryComplete());
    story(job).next.future().onComplete(_ -> {
      vertx.cancelTimer(timer);
      come.tryComplete();
    });
    return come.future();
  }

  IngestionFound of(Job job) {
    var story = job.isOpen() ? story(job) : null;
    return new IngestionFound(job.id(), job.status(), job.submission().document(), job.version(),
        job.state().passages(), job.state().error(),
        story == null ? ENDED : story.revision, progress(job, story),
        job.state().report());
  }

  private static Progress progress(Job job, @Nullable Story story) {
    if (story == null) {
      return with(FINISHED, job);
    }
    return story.pulse == null ? with(WAITING, job) : story.pulse.progress();
  }

  private static Progress with(Progress progress, Job job) {
    return new Progress(progress.stage(), progress.embedded(), progress.toEmbed(),
        job.state().attempts());
  }

  private Story story(Job job) {
    return stories.computeIfAbsent(job.id(), _ -> new Story());
  }
}
