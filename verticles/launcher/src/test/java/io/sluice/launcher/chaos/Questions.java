package io.sluice.launcher.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.launcher.RunningGateway;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Documents, and questions that they answer: in Korean and English, and no two alike. */
final class Questions {
  private static final int DOCUMENTS = 24;
  private static final int CODE = 7919;

  private final AtomicInteger asked = new AtomicInteger();

  static List<ObjectNode> documents() {
    return IntStream.range(0, DOCUMENTS).mapToObj(number -> document(number, "")).toList();
  }

  /** One of any number, with as much behind it as is wanted. */
  static ObjectNode document(int number, String more) {
    var text = isKorean(number)
        ? "온실 %d호의 비밀번호는 code%d입니다. 열쇠는 관리실에 있습니다. %s"
        : "The code of laundry room %d is code%d. Its key is at the porter's lodge. %s";
    return RunningGateway.JSON.createObjectNode().put("id", "d" + number)
        .put("title", (isKorean(number) ? "온실 " : "Laundry room ") + number)
        .put("text", text.formatted(number, number * CODE, more));
  }

  String next() {
    var ticket = asked.getAndIncrement();
    var number = ticket % DOCUMENTS;
    return isKorean(number)
        ? "온실 %d호의 비밀번호는 무엇인가요? (접수 %d)".formatted(number, ticket)
        : "What is the code of laundry room %d? (ticket %d)".formatted(number, ticket);
  }

  private static boolean isKorean(int number) {
    return number % 2 == 0;
  }
}
