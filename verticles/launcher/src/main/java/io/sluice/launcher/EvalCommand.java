package io.sluice.launcher;

import io.sluice.evaluation.Evaluated;
import io.sluice.evaluation.Evaluation;
import io.sluice.evaluation.EvaluationFailed;
import io.sluice.evaluation.Run;
import io.sluice.evaluation.RunReader;
import io.sluice.evaluation.Target;
import io.sluice.evaluation.dataset.BadDataset;
import io.sluice.evaluation.dataset.Dataset;
import io.sluice.evaluation.dataset.Datasets;
import io.sluice.evaluation.report.Header;
import io.sluice.evaluation.report.Markdown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice eval}: measures how well search finds what it should. */
@Command(name = "eval", mixinStandardHelpOptions = true, description = "Measures search on data sets of questions with known answers, on a node of its own.")
final class EvalCommand implements Callable<Integer> {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:,=@%+-]+");
  private static final Pattern NO_COLLECTION = Pattern.compile("[^a-zA-Z0-9._-]");
  private static final int LONGEST_COLLECTION = 50;
  private static final int MOST = 1000;

  @Mixin
  private ConfigOptions configuration = new ConfigOptions();

  @Option(names = "--run", paramLabel = "RUN", description = "A way to search: keyword, vector, default, or NAME:key=value,… with the keys mode (keyword, vector, hybrid), alpha (0 to 1), blend (rrf, convex), feedback (off, meaning, words), expand (off, queries, hypothetical; wants a language model) and rerank (true, false). The others are compared with the first. May be given several times; keyword, vector and default if it is not.")
  private List<String> runs = new ArrayList<>();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many questions of each data set.")
  private @Nullable Integer limit;

  @Option(names = "--sample", paramLabel = "SEED", description = "Draws the questions of --limit at random instead of taking the first.")
  private @Nullable Long seed;

  @Option(names = {"-k",
      "--k"}, paramLabel = "N", description = "How many passages to ask for (${DEFAULT-VALUE}).", defaultValue = "100")
  private int k;

  @Option(names = "--precision", paramLabel = "N", description = "How many documents precision is of (${DEFAULT-VALUE}).", defaultValue = "5")
  private int precision;

  @Option(names = "--parallel", paramLabel = "N", description = "How many questions to ask at once; one for each core if it is not given.")
  private @Nullable Integer parallel;

  @Option(names = "--keep", paramLabel = "FOLDER", description = "Keeps the documents there, and uses those that are there already.")
  private @Nullable Path keep;

  @Option(names = "--collection", paramLabel = "NAME", description = "Of the folder that is kept: where the documents are, for questions that come without any (${DEFAULT-VALUE}).", defaultValue = "default")
  private String collection = "default";

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the numbers to a .json (with those of every question) or .md; may be given several times.")
  private List<Path> outs = new ArrayList<>();

  @Parameters(paramLabel = "DATASET", arity = "1..*", description = "Folders or files: BEIR, TREC, SQuAD or JSONL of questions.")
  private List<Path> paths = new ArrayList<>();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var options = options();
    var measured = measured();
    var reports = EvalReports.to(outs);
    var targets = targets(datasets());
    try (var node = EvalNode.start(configuration, keep)) {
      var progress = new ProgressLine(spec.commandLine().getErr());
      var evaluation = new Evaluation(node.bus(), options, progress);
      var all = new ArrayList<Evaluated>();
      for (var target : targets.entrySet()) {
        var name = target.getKey();
        all.add(evaluation.evaluate(target.getValue(), new Target(name, node.chunking(name)),
            measured));
      }
      var header = new Header(new Version().getVersion()[0], Instant.now(), command(), k,
          precision);
      spec.commandLine().getOut().print(Markdown.of(header, all));
      spec.commandLine().getOut().flush();
      reports.write(header, all);
    } catch (EvaluationFailed e) {
      throw new Trouble(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private Evaluation.Options options() {
    var cores = Runtime.getRuntime().availableProcessors();
    return new Evaluation.Options(inRange("-k", k), inRange("--precision", precision),
        parallel == null ? cores : inRange("--parallel", parallel));
  }

  private static int inRange(String option, int value) {
    if (value < 1 || value > MOST) {
      throw new Trouble(option + " must be from 1 to " + MOST + ", not " + value);
    }
    return value;
  }

  private List<Run> measured() {
    var names = new HashSet<String>();
    var measured = new ArrayList<Run>();
    for (var text : runs.isEmpty() ? RunReader.USUAL : runs) {
      try {
        measured.add(RunReader.read(text));
      } catch (IllegalArgumentException e) {
        throw new Trouble("--run " + e.getMessage());
      }
      if (!names.add(measured.getLast().name())) {
        throw new Trouble("--run " + measured.getLast().name() + ": two runs have that name");
      }
    }
    return measured;
  }

  private List<Dataset> datasets() {
    if (limit != null && limit < 1) {
      throw new Trouble("--limit must be at least 1, not " + limit);
    }
    if (seed != null && limit == null) {
      throw new Trouble("--sample needs --limit: how many questions to draw");
    }
    var datasets = new ArrayList<Dataset>();
    for (var path : paths) {
      try {
        var dataset = Datasets.open(path);
        datasets.add(limit == null ? dataset : dataset.limited(limit, seed));
      } catch (BadDataset e) {
        throw new Trouble(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new Trouble("cannot read " + path + ": " + e);
      }
    }
    return datasets;
  }

  /** The data sets by the collections that their documents are in. */
  private Map<String, Dataset> targets(List<Dataset> datasets) {
    var targets = new LinkedHashMap<String, Dataset>();
    for (var dataset : datasets) {
      if (dataset.documents() == null && keep == null) {
        throw new Trouble(dataset.name() + " has no documents: put documents.jsonl or the folder"
            + " documents beside it, or name the storage that they are in with --keep");
      }
      var name = dataset.documents() == null ? collection : collectionOf(dataset.name());
      if (targets.putIfAbsent(name, dataset) != null) {
        throw new Trouble("two data sets would be in the collection " + name);
      }
    }
    return targets;
  }

  private static String collectionOf(String dataset) {
    var name = "eval-" + NO_COLLECTION.matcher(dataset).replaceAll("-");
    return name.substring(0, Math.min(name.length(), LONGEST_COLLECTION));
  }

  private String command() {
    return "sluice " + spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(EvalCommand::quoted).collect(Collectors.joining(" "));
  }

  /** As a shell takes it. */
  private static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
