package io.sluice.answer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.LoggerFactory;

/** What one class tells the log meanwhile. */
final class Logged implements AutoCloseable {
  private final Logger logger;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage());
    }
  };

  Logged(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    appender.start();
    logger.addAppender(appender);
  }

  /** The lines until what they count comes to {@code total}. */
  List<String> until(long total, ToLongFunction<String> count) {
    var all = new ArrayList<String>();
    try {
      for (var sum = 0L; sum < total; sum += count.applyAsLong(all.getLast())) {
        var line = lines.poll(30, TimeUnit.SECONDS);
        if (line == null) {
          throw new AssertionError("only " + all);
        }
        all.add(line);
      }
    } catch (InterruptedException e) { // by a test's timeout
      throw new AssertionError(e);
    }
    return all;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
