package io.sluice.launcher;

import io.sluice.insight.files.JsonLines;
import io.sluice.insight.queries.QueryFiles;
import io.sluice.message.QueryRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice logs}: what was asked, and how it went. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the query log of a storage path, the latest questions last; also while a gateway writes it.")
final class LogsCommand implements Callable<Integer> {
  @Mixin
  private ConfigOptions options = new ConfigOptions();

  @Mixin
  private LogFilter filter = new LogFilter();

  @Option(names = "--last", paramLabel = "N", description = "How many of those that fit (${DEFAULT-VALUE}); 0 for all.", defaultValue = "20")
  private int last;

  @Option(names = "--json", description = "As they are written: a line of JSON each.")
  private boolean json;

  @Option(names = "--stages", description = "With what was done for each, stage by stage.")
  private boolean stages;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var config = options.read().insight();
    var shown = filter.now();
    var from = shown.since() == null ? null : LocalDate.ofInstant(shown.since(), ZoneOffset.UTC);
    var found = last == 0 ? show(config.path(), from, shown) : latest(config.path(), from, shown);
    spec.commandLine().getOut().flush();
    if (found == 0) {
      spec.commandLine().getErr()
          .println("No such question in " + config.path().resolve("queries"));
    }
    return 0;
  }

  private int show(Path folder, @Nullable LocalDate from, LogFilter.Wanted wanted) {
    var count = new int[1];
    read(folder, from, wanted, query -> {
      count[0]++;
      print(query);
    });
    return count[0];
  }

  private int latest(Path folder, @Nullable LocalDate from,
      LogFilter.Wanted wanted) {
    var latest = new ArrayDeque<QueryRecord>();
    read(folder, from, wanted, query -> {
      latest.addLast(query);
      if (latest.size() > last) {
        latest.removeFirst();
      }
    });
    latest.forEach(this::print);
    return latest.size();
  }

  private static void read(Path folder, @Nullable LocalDate from,
      LogFilter.Wanted wanted, Consumer<QueryRecord> to) {
    try {
      new QueryFiles(folder).read(from, query -> {
        if (wanted.test(query)) {
          to.accept(query);
        }
        return true;
      });
    } catch (IOException e) {
      throw new Trouble("the query log in " + folder + " cannot be read: " + e.getMessage());
    }
  }

  private void print(QueryRecord query) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonLines.text(query));
    } else {
      out.println(LogLine.of(query));
      if (stages) {
        LogLine.details(query).forEach(out::println);
      }
    }
  }
}
