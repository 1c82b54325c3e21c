package io.sluice.message;

import java.time.Duration;
import java.util.List;

/** What can be asked of {@code embedding}: texts as vectors. */
public sealed interface Embedding extends Message {

  Ask<Embed, Embedded> EMBED = new Ask<>("sluice.embed", Embed.class, Embedded.class,
      Duration.ofSeconds(30));
  Ask<DescribeModel, ModelDescribed> DESCRIBE_MODEL = new Ask<>("sluice.embedding.describe",
      DescribeModel.class, ModelDescribed.class, Duration.ofSeconds(5));

  record Embed(List<String> texts, Purpose purpose) implements Embedding {
    public Embed {
      texts = List.copyOf(texts);
    }
  }

  /** Some models embed a question otherwise than a passage. */
  enum Purpose {
    QUESTION,
    PASSAGE
  }

  /**
   * The vectors of the texts, in their order.
   *
   * @param model names the space they lie in; vectors of two models cannot be compared
   * @param languages tags of the languages this model understands
   */
  record Embedded(String model, List<String> languages, List<Vector> vectors) implements Embedding {
    public Embedded {
      languages = List.copyOf(languages);
      vectors = List.copyOf(vectors);
    }
  }

  /** Which model is it that embeds? */
  record DescribeModel() implements Embedding {}

  record ModelDescribed(String model, List<String> languages) implements Embedding {
    public ModelDescribed {
      languages = List.copyOf(languages);
    }
  }
}
