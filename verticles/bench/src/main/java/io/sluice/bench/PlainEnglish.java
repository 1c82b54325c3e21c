package io.sluice.bench;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts of common words in lower case, the same in every run. */
final class PlainEnglish {
  private static final List<String> WORDS = List
      .of(("the a of and to in for with on by from when who"
          + " what how many days leave holiday vacation year month week employee manager office home work"
          + " remote travel expense receipt approve request report security password laptop network"
          + " access visitor parking salary bonus insurance training course review contract notice"
          + " meeting room reservation equipment keyboard screen accident procedure evacuation")
          .split(" ", -1));

  private final Random random = new Random(20_26);

  List<String> texts(int count, int words) {
    return Stream.generate(() -> text(words)).limit(count).toList();
  }

  private String text(int words) {
    return IntStream.range(0, words).mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" "));
  }
}
