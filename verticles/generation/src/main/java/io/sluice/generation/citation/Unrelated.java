package io.sluice.generation.citation;

import io.sluice.language.Language;
import io.sluice.message.Vector;
import java.util.List;

/**
 * Sentences that have nothing to do with each other. How near they are by a model is where its scale
 * begins: a cosine of .07 by all-MiniLM-L6-v2, of .44 by bge-small-en-v1.5.
 */
public final class Unrelated {
  private static final List<String> ENGLISH = List.of(
      "Books may be borrowed for fourteen days.", "The gate of the car park opens at seven.",
      "Tomatoes need a warm place and much water.", "The database is copied every night.",
      "Her grandmother played the violin in an orchestra.",
      "Receipts are handed in within two weeks.", "The river froze early that winter.",
      "Passwords must not be sent by mail.");
  private static final List<String> KOREAN = List.of("책은 십사 일 동안 빌릴 수 있습니다.",
      "주차장 문은 일곱 시에 열립니다.", "토마토는 따뜻한 곳에서 물을 많이 주어야 합니다.", "데이터베이스는 매일 밤 복사됩니다.",
      "할머니는 관현악단에서 바이올린을 켰습니다.", "영수증은 두 주 안에 제출합니다.", "그해 겨울에는 강이 일찍 얼었습니다.",
      "비밀번호는 메일로 보내면 안 됩니다.");

  private Unrelated() {}

  /** Those in a language; for one that has none, the English ones. */
  public static List<String> in(Language language) {
    return switch (language) {
      case KOREAN -> KOREAN;
      case ENGLISH, OTHER -> ENGLISH;
    };
  }

  /** How near they are to each other, from their vectors. */
  public static double cosine(List<Vector> vectors) {
    var sum = 0.0;
    var pairs = 0;
    for (var i = 0; i < vectors.size(); i++) {
      for (var j = 0; j < i; j++) {
        sum += vectors.get(i).dot(vectors.get(j));
        pairs++;
      }
    }
    return pairs == 0 ? 0 : sum / pairs;
  }
}
