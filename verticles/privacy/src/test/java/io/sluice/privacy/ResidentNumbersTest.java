package io.sluice.privacy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentNumbersTest {

  @ParameterizedTest
  @ValueSource(strings = {"{900101-1234568}", "{9001011234568}", "주민번호 {900101-1234568}입니다",
      "{900101 - 1234568}",
      "{900101 1234568}", "{９００１０１－１２３４５６８}", "{900101-5234561}", "외국인등록번호:{9001015234561}",
      "({900101-1234568})"})
  void aNumberWithItsChecksumIsFound(String marked) {
    Marked.assertFound(Kind.RESIDENT_NUMBER, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{201005-3000000}", "{201005-3000001}", "{240229-4123456}",
      "{2101013123456}",
      "{210101-7123456}", "주문자 주민번호 {2101013123456}"})
  void whoIsBornSinceOctober2020NeedsNoChecksum(String marked) {
    Marked.assertFound(Kind.RESIDENT_NUMBER, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"주민번호 {900101-1234567}", "주민등록번호: {900101-1234567}입니다",
      "주민등록번호(뒷자리 포함) {9001011234567}", "외국인등록번호 {900101-5234568}", "RRN {900101-1234567}",
      "Resident registration number: {900101 1234567}", "주민등록번호\n{900101-\n1234567}",
      "주민번호 {900101-1234567}, {850202-2345678}"})
  void aNumberBehindItsLabelNeedsNoChecksum(String marked) {
    Marked.assertFound(Kind.RESIDENT_NUMBER, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{900101-\n1234568}", "{900101-\r\n1234568}", "{900101 -\n  1234568}",
      "{900101\n-1234568}", "{900101\n1234568}", "{900101-\n1******}", "{201005-\n3000000}"})
  void aNumberThatALineCutsIsFound(String marked) {
    Marked.assertFound(Kind.RESIDENT_NUMBER, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{900101-1******}", "{900101-1xxxxxx}", "{900101-12*****}",
      "{900101-*******}",
      "{9001011******}", "{900101-1●●●●●●}", "{900101－１＊＊＊＊＊＊}입니다"})
  void aStarredNumberIsFound(String marked) {
    Marked.assertFound(Kind.RESIDENT_NUMBER, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"900101-1234567", "9001011234567", "900101-5234568", "901301-1234568",
      "900132-1******",
      "230229-3123456", "201004-3000001", "201005-1000001", "9001011234568901", "1-900101-1234568",
      "900101-1234568-1", "900101-123456", "900101-12345678", "A900101-1234568", "900101-1*****",
      "900101-1*******", "210101 3123456", "주문번호 2101013123456", "order 2101013123456",
      "900101.1234568",
      "900101-\n\n1234568", "900101-\n1234567", "900101\n1234567", "240101\n*******",
      "900101\n- 1234568", "주민번호 901301-1234567", "주민번호 900101-1234567-1",
      "주민번호 확인 후 주문번호 900101-1234567", "차량 등록번호 900101-1234567", "resident 900101-1234567",
      "1700000000000", "991231-3123456", "880123-4******", "8801234567893"})
  void aNearMissIsNone(String text) {
    Marked.assertNothing(text);
  }
}
