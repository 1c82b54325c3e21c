package io.sluice.privacy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassportsTest {

  @ParameterizedTest
  @ValueSource(strings = {"여권번호 {M12345678}", "여권번호는 {M123A4567}입니다", "Passport No. {S12345678}",
      "passport: {PM1234567}",
      "{M12345678} (여권)", "여권 {m12345678}", "passportNumber={M12345678}",
      "여권 {M12345678}, {R12345678}와 {S12345678}", "여권:{Ｍ１２３４５６７８}"})
  void aPassportIsFoundNearItsName(String marked) {
    Marked.assertFound(Kind.PASSPORT,
        marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"M12345678", "부품 M12345678", "M123A4567", "여권 M1234567", "여권 M123456789",
      "여권 XM12345678",
      "여권 M12345678A", "여권 M-12345678", "여권 A-M12345678", "여권 M12B34567",
      "여권은 사무실에 있고 이 부품의 번호는 그것과 아무 상관이 없는 M12345678"})
  void aNearMissIsNone(String text) {
    Marked.assertNothing(text);
  }
}
