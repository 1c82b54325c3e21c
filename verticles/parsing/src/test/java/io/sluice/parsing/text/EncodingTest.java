package io.sluice.parsing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"x-windows-949 | 연차", "x-windows-949 | 휴가는 15일이다.",
      "x-windows-949 | Annual leave (연차 휴가) is 15 days", "x-windows-949 | 똠방각하 펲시콜라 이야기를 합시다",
      "x-windows-949 | 大韓民國은 민주공화국이다", "windows-31j | 年次有給休暇は十五日です。", "windows-31j | カタカナ",
      "EUC-JP | 年次有給休暇は十五日です。", "GB18030 | 员工每年享有十五天年假。", "windows-1252 | Müller café naïve Größe",
      "windows-1252 | It’s “quoted” – twice", "windows-1252 | Ärger",
      "windows-1252 | Le café déjà fermé à Noël…", "windows-1252 | Il y a été à Paris",
      "windows-1252 | à 5 €", "windows-1252 | ÉTÉ À NOËL", "windows-1252 | España y Perú o Málaga",
      "windows-1252 | Es ist schön für Ärzte über Öl", "windows-1252 | Det är på en ö å",
      "windows-1252 | Città è più", "windows-1252 | Ação não é só opinião",
      "windows-1252 | Le café «déjà» fermé – à Noël",
      "windows-1251 | Отпуск пятнадцать дней", "windows-1251 | Отпуск",
      "windows-1251 | «Да», сказал он и ушёл в отпуск", "windows-1251 | ОТПУСК ПЯТНАДЦАТЬ ДНЕЙ",
      "windows-1251 | The word отпуск means leave", "windows-1251 | Я и ты в саду",
      "KOI8-R | Отпуск пятнадцать дней", "KOI8-R | ОТПУСК ПЯТНАДЦАТЬ ДНЕЙ",
      "KOI8-R | The word отпуск means leave", "KOI8-R | Каждый сотрудник имеет право на отпуск",
      "x-windows-949 | 한국어 문서입니다", "x-windows-949 | 가", "x-windows-949 | 개인정보 처리방침",
      "windows-31j | 休暇", "windows-31j | 社員は年に十五日の休暇をとることができる",
      "ISO-2022-KR | 연차 휴가", "ISO-2022-JP | 有給休暇です", "UTF-8 | 연차 휴가", "UTF-8 | plain",
      "UTF-8 | 👍 ok",
      "UTF-16LE | Leave 연차 is 15 days", "UTF-16BE | Leave 연차 is 15 days"})
  void tellsTheEncodingOfAShortText(String charset, String text) {
    var bytes = text.getBytes(Charset.forName(charset));
    assertEquals(Charset.forName(charset), Encoding.of(bytes, true, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void trustsAByteOrderMarkAndLeavesItOut(String charset) {
    var bytes = "\uFEFF연차".getBytes(Charset.forName(charset));
    assertEquals(Charset.forName(charset), Encoding.of(bytes, true, "euc-kr"));
    assertEquals("연차", Decoding.lenient(bytes, Charset.forName(charset)));
  }

  @Test
  void trustsWhatIsDeclaredWhereItCanBe() {
    var chinese = "中文".getBytes(Charset.forName("Big5"));
    assertEquals(Charset.forName("Big5"), Encoding.of(chinese, true, "big5"));
    var korean = "연차".getBytes(Charset.forName("MS949"));
    assertEquals(Charset.forName("x-windows-949"), Encoding.of(korean, true, "utf-8"));
    assertEquals(Charset.forName("x-windows-949"), Encoding.of(korean, true, "iso-8859-1"));
    assertEquals(Charset.forName("x-windows-949"), Encoding.of(korean, true, "no such thing"));
  }

  @Test
  void tellsKoreanThatComesAfterAMegabyteOfEnglish() {
    var bytes = ("All is well.\n".repeat(80_000) + "연차 휴가").getBytes(Charset.forName("MS949"));
    assertEquals(Charset.forName("x-windows-949"), Encoding.of(bytes, true, null));
  }

  @Test
  void readsUtf8ThatIsCutOrDamagedHereAndThere() {
    var bytes = "연차 휴가는 십오 일이다. ".repeat(20).getBytes(StandardCharsets.UTF_8);
    assertEquals(StandardCharsets.UTF_8,
        Encoding.of(Arrays.copyOf(bytes, 100), false, null));
    bytes[31] = (byte) 0xFF;
    assertEquals(StandardCharsets.UTF_8, Encoding.of(bytes, true, null));
  }

  @Test
  void takesNoBytesForTextThatAreNone() {
    var random = new byte[5000];
    new Random(1).nextBytes(random);
    assertNull(Encoding.of(random, true, null));
    var withoutZeros = new byte[5000];
    for (var i = 0; i < withoutZeros.length; i++) {
      withoutZeros[i] = random[i] == 0 ? 1 : random[i];
    }
    assertNull(Encoding.of(withoutZeros, true, null));
    assertNull(Encoding.of(ByteBuffer.allocate(1000).array(), true, null));
    assertNull(Encoding.of(new byte[]{'M', 'Z', 0, 1, 2, 3, 'x', 'y', 'z'}, true, null));
  }
}
