package io.sluice.privacy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailsTest {

  @ParameterizedTest
  @ValueSource(strings = {"{kim@example.com}", "메일은 {kim@example.com}으로 보내세요",
      "{kim@example.com}입니다.",
      "메일:{kim.lee+news@mail.example.co.kr}.", "<{kim_lee@example.com}>",
      "mailto:{kim@example.com}?subject=x",
      "'{kim@example.com}'", "{o'brien@example.ie}", "{a@b.io},{c@d.io};{e@f.io}",
      "......{kim@example.com}", "----------{kim@example.com}", "문의{kim@example.com}",
      "{KIM@EXAMPLE.COM}", "{kim@example.com}.다음 문장", "{kim@example.com}-",
      "{kim@example.com}2024년",
      "{kim@sub-domain.example.museum}", "{1234567@example.com}", "{01012345678@naver.com}",
      "{010-1234-5678@naver.com}", "{ｋｉｍ＠ｅｘａｍｐｌｅ．ｃｏｍ}으로", "email={kim@example.com}&x=1",
      "{anna.kim @host.example}", "문의: {anna_kim\u00A0@host.example}으로", "{kim7 @host.example}"})
  void anAddressIsFoundWhereverItStands(String marked) {
    Marked.assertFound(Kind.EMAIL, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{홍길동@예시.한국}으로 보내세요", "{hong@한글도메인.한국}에서", "{info@회사.com}으로",
      "{홍길동@example.com}",
      "{kim@xn--9n2bp8q.xn--3e0b707e}", "{josé@exämple.de}", "{kim@my한글.com}으로", "{info@例え.みんな}"})
  void anInternationalAddressIsFound(String marked) {
    Marked.assertFound(Kind.EMAIL, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kim@", "@example.com", "kim@example", "@kim 님", "담당자@회사", "react@18.2.0",
      "kim@example.c", "a @ b.com", "kim@.com", "kim@-", "3 @ 5.000", "kim@example으로.보내세요", "@@@@@",
      "kim@example..com", "ask @host.example", "public @javax.inject.Named", "1.5 @host.example",
      "See it. @host.example", "문의 @host.example"})
  void aNearMissIsNone(String text) {
    Marked.assertNothing(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64})
  void aLocalPartHasALimit(int length) {
    Marked.assertFound(Kind.EMAIL, "{" + "a".repeat(length) + "@example.com}");
    Marked.assertNothing("a".repeat(64 + length) + "@example.com");
  }
}
