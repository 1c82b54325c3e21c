package io.sluice.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void runsStandSideBySideWithWhatTheyLost() {
    assertEquals(
        """
                sluice eval data

            ## handbook

            3 questions (JSONL), 1,234 documents in 5,678 passages (chunking-1/auto/256/0); k 100, model minilm; Sluice 0.1.0, 2026-01-31.

            - the first 3 of 9 questions.
            - mine: embedding was given up for 2 of the questions.

            | run     | nDCG@10 |    MRR |    R@1 |    R@5 |   R@10 |  R@100 |    P@5 | p50 ms | p99 ms | p nDCG |  p MRR |
            |---------|--------:|-------:|-------:|-------:|-------:|-------:|-------:|-------:|-------:|-------:|-------:|
            | keyword |  0.7466 | 0.8333 | 0.6667 | 0.8333 | 0.8333 | 0.8333 | 0.2000 |    1.3 |    2.5 |        |        |
            | mine    |  0.6667 | 0.6667 | 0.5000 | 0.6667 | 0.6667 | 0.6667 | 0.2000 |   10.0 |   20.0 | 0.2500 | 1.0000 |

            The worst losses of mine:

            | question            | right document | nDCG@10 | rank in keyword | rank in mine |
            |---------------------|---------------:|--------:|----------------:|-------------:|
            | q1: 휴가는 \\| 며칠? |             d1 |  -1.000 |               1 |            – |

            """,
        Markdown.of(Example.HEADER, List.of(Example.evaluated())));
  }
}
