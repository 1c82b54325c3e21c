package io.sluice.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

  @ParameterizedTest
  @ValueSource(strings = {"휴가는 며칠인가요?", "VPN 접속 방법", "Kubernetes Ingress Controller 설정 방법",
      "OAuth client secret 재발급", "Spring Boot Actuator endpoint를 enable하려면", "ㅋㅋㅋ", "2026년 3월 15일",
      "이 문서는 The Art of Computer Programming 책이다", "大韓民國의 憲法은 언제", "IT 부서 US 지사"})
  void koreanIsKoreanHoweverManyEnglishTermsItHas(String text) {
    assertEquals(Language.KOREAN, Language.of(text));
  }

  @Test
  void decomposedHangulIsKorean() {
    assertEquals(Language.KOREAN,
        Language.of(Normalizer.normalize("휴가는 며칠", Normalizer.Form.NFD)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"How many days of vacation do I get?", "What does 연차 mean?",
      "What is 연차?",
      "The manager of 인사팀 (Human Resources) is responsible for it.", "VPN", "C'est la vie",
      "a 한 long English text that names one Korean word among many others, and goes on"})
  void latinTextIsEnglishEvenAboutAKoreanTerm(String text) {
    assertEquals(Language.ENGLISH, Language.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "15", "3,000 + 2 = ?", "😀👍", "これはAPIです", "你好世界",
      "Привет мир",
      "\uD83D"})
  void anythingElseIsOther(String text) {
    assertEquals(Language.OTHER, Language.of(text));
  }

  @Test
  void aTagNamesItsLanguage() {
    for (var language : Language.values()) {
      assertEquals(language, Language.ofTag(language.tag()));
    }
    assertEquals(Language.KOREAN, Language.ofTag("ko-KR"));
    assertEquals(Language.ENGLISH, Language.ofTag("EN"));
    assertEquals(Language.OTHER, Language.ofTag("fr"));
    assertEquals(Language.OTHER, Language.ofTag(""));
  }
}
