package io.sluice.privacy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountsTest {

  @ParameterizedTest
  @ValueSource(strings = {"계좌번호 {110-123-456789}", "신한은행 {110-123-456789}로 입금",
      "국민은행 {123456-01-123456}",
      "국민 {123456-01-123456}", "하나: {123-456789-12345}", "농협 {301-1234-5678-91}",
      "카카오뱅크 {3333-01-1234567}",
      "토스뱅크 {1000-1234-5678}", "{110-123-456789} (신한은행)", "{110-123-456789} [신한은행]",
      "계좌 {110123456789}", "계좌 {110-123-456789}, {220-123-456789}",
      "Bank account: {110-123-456789}", "accountNumber={110123456789}", "계좌번호 {110 123 456789}",
      "전화로 알린 입금 계좌는 {110-123-456789}", "계좌 {１１０－１２３－４５６７８９}", "케이뱅크 {100-1234567890}",
      "계좌 {110-123-\n456789}"})
  void anAccountIsFoundNearItsLabel(String marked) {
    Marked.assertFound(Kind.BANK_ACCOUNT, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{DE89370400440532013000}", "{DE89 3704 0044 0532 0130 00} and more",
      "IBAN:{GB82 WEST 1234 5698 7654 32}", "{FR14 2004 1010 0505 0001 3M02 606}입니다",
      "{gb82west12345698765432}", "{DE89 3704 0044\n0532 0130 00}"})
  void anIbanNeedsNoLabel(String marked) {
    Marked.assertFound(Kind.BANK_ACCOUNT, marked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"110-123-456789", "110123456789", "은행 사업자등록번호 123-45-67890",
      "국민은행 주문번호 110-123-456789",
      "은행 123-45-67890", "은행 법인등록번호 110111-1234567", "입금 2024-01-02", "입금 2024-01-02-1234567",
      "입금액 1000000000원",
      "입금 20240102123456", "은행 110-123-456789-1-1-1", "은행 110-123-4567891234567",
      "은행 12-123-456789",
      "accounting 110-123-456789", "embankment 110-123-456789", "우리는 모두 110123456789",
      "입금 내역 1234 1234 1234입니다 1000 2000 3000", "은행 A110-123-456789", "계좌 1234567",
      "사하나 110123456789",
      "DE89370400440532013001", "DE8937040044053201300", "ZZ89370400440532013000", "DE89 3704 0044",
      "XDE89370400440532013000"})
  void aNearMissIsNone(String text) {
    Marked.assertNothing(text);
  }
}
