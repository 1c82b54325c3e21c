package io.sluice.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

  @Test
  void allKindsAreFoundInOneText() {
    var text = """
        담당자 kim@example.com, 전화 02) 123-4567, 카드 4111-1111-1111-1111,
        주민등록번호 900101-1234568, 여권 M12345678,
        계좌 국민은행 123456-01-123456, 접속 192.168.0.1""";

    assertEquals(List.of(Kind.EMAIL, Kind.PHONE, Kind.CARD, Kind.RESIDENT_NUMBER, Kind.PASSPORT,
        Kind.BANK_ACCOUNT, Kind.IP), PersonalData.find(text).stream().map(Found::kind).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "👩‍👩‍👧 ", "가족 ", "\u1112\u1161\u11AB ", "\uD83D", "e\u0301 ",
      "\uFEFF", "\r\n"})
  void offsetsAreThoseOfTheTextAsGiven(String before) {
    Marked.assertFound(Kind.PHONE, before + "{010-1234-5678}" + before + "끝");
    Marked.assertFound(Kind.EMAIL, before + "<{kim@example.com}>" + before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"은", "는", "이", "가", "을", "를", "로", "으로", "에", "에서", "와", "과", "도", "만",
      "입니다", "이고", "번"})
  void aParticleBehindAValueIsNoPartOfIt(String particle) {
    Marked.assertFound(Kind.EMAIL, "{kim@example.com}" + particle + " 다음");
    Marked.assertFound(Kind.PHONE, "{010-1234-5678}" + particle + " 다음");
    Marked.assertFound(Kind.CARD, "{4111111111111111}" + particle + " 다음");
    Marked.assertFound(Kind.RESIDENT_NUMBER, "{900101-1234568}" + particle + " 다음");
    Marked.assertFound(Kind.PASSPORT, "여권 {M12345678}" + particle + " 다음");
    Marked.assertFound(Kind.BANK_ACCOUNT, "계좌 {110-123-456789}" + particle + " 다음");
    Marked.assertFound(Kind.IP, "{192.168.0.1}" + particle + " 다음");
  }

  @Test
  void theLongerOfTwoThatOverlapWinsAndWhatIsLeftIsAskedAgain() {
    assertEquals(List.of(new Found(Kind.PHONE, 0, 15), new Found(Kind.CARD, 16, 35)),
        PersonalData.find("+44 20 7946 095 4111-1111-1111-1111"));
  }

  @Test
  void valuesAgainstEachOtherAreFoundBoth() {
    assertEquals(List.of(new Found(Kind.EMAIL, 0, 15), new Found(Kind.PHONE, 15, 28)),
        PersonalData.find("kim@example.com010-1234-5678"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00AD", "\u200B", "\u200D", "\u2060", "\u00AD\u200B"})
  void whatNobodySeesHidesNoValue(String unseen) {
    Marked.assertFound(Kind.PHONE, "전화 {010-12" + unseen + "34-5678}, 끝");
    Marked.assertFound(Kind.PHONE, unseen + "{0101234" + unseen + "5678}" + unseen);
    Marked.assertFound(Kind.CARD, "{4111" + unseen + "11111" + unseen + "1111111}");
    Marked.assertFound(Kind.RESIDENT_NUMBER, "{90" + unseen + "0101-1234568}");
    Marked.assertFound(Kind.EMAIL, "{ki" + unseen + "m@example.c" + unseen + "om}으로");
    Marked.assertFound(Kind.EMAIL, "{kim" + unseen + "@" + unseen + "example.com}");
    Marked.assertFound(Kind.IP, "접속 {192.1" + unseen + "68.0.1}");
  }

  @Test
  void aSoftHyphenMayStandForADash() {
    Marked.assertFound(Kind.PHONE, "{02\u00AD123\u00AD4567} {010-1234-5678}");
  }

  @Test
  void anEmptyTextHasNone() {
    assertEquals(List.of(), PersonalData.find(""));
  }
}
