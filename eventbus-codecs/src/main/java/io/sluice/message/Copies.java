package io.sluice.message;

import io.sluice.message.Retrieval.DocumentVersion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@code retrieval} about documents that are copies of each other. */
public sealed interface Copies extends Message {

  Ask<FindCopies, CopiesFound> FIND_COPIES = new Ask<>("sluice.retrieval.copies", FindCopies.class,
      CopiesFound.class, Duration.ofSeconds(10));
  Ask<ListLeftOut, LeftOutListed> LIST_LEFT_OUT = new Ask<>("sluice.retrieval.left-out",
      ListLeftOut.class, LeftOutListed.class, Duration.ofSeconds(10));
  Ask<ChooseCopy, CopyChosen> CHOOSE_COPY = new Ask<>("sluice.retrieval.choose-copy",
      ChooseCopy.class, CopyChosen.class, Duration.ofSeconds(60));

  /**
   * Documents that are like this one, left out or searched, whoever may see them.
   *
   * @param document the id of the one that is asked for, which is no copy of itself
   * @param similarity at least so much, from 0 to 1
   */
  record FindCopies(String collection, String document, Likeness likeness, double similarity)
      implements
        Copies {}

  /** The most similar first. */
  record CopiesFound(List<Copy> copies) implements Copies {
    public CopiesFound {
      copies = List.copyOf(copies);
    }
  }

  /**
   * A document that is like another.
   *
   * @param similarity 1 for the same words
   * @param leftOutFor the document it is left out for; null where it is searched
   */
  record Copy(DocumentVersion document, double similarity, @Nullable String leftOutFor) {}

  /** What is left out of the search, as far as the asker may see it, by id. */
  record ListLeftOut(String collection, @Nullable String after, int limit) implements Copies {}

  record LeftOutListed(List<LeftOut> documents) implements Copies {
    public LeftOutListed {
      documents = List.copyOf(documents);
    }
  }

  record LeftOut(DocumentVersion document, String leftOutFor) {}

  /**
   * Search this document instead of those among the others that are like it, whoever may see them.
   * Where it is not searched itself nothing changes.
   *
   * @param similarity at least so much, from 0 to 1
   */
  record ChooseCopy(String collection, String document, double similarity, List<String> among)
      implements
        Copies {
    public ChooseCopy {
      among = List.copyOf(among);
    }
  }

  /** What is left out from now on, by id. */
  record CopyChosen(List<String> leftOut) implements Copies {
    public CopyChosen {
      leftOut = List.copyOf(leftOut);
    }
  }
}
