package io.sluice.privacy;

/** The words that tell one number from another. */
final class Labels {

  static final Words PHONE = new Words("전화", "연락처", "휴대폰", "휴대전화", "핸드폰", "팩스", "대표번호", "내선",
      "phone",
      "telephone", "tel", "mobile", "cell", "fax", "call", "whatsapp");

  static final Words RESIDENT = new Words("주민", "등록번호", "외국인", "resident", "registration", "rrn");

  /** Those that leave no doubt: registered is much else. */
  static final Words RESIDENT_NUMBER = new Words("주민번호", "주민등록", "주민 등록", "외국인등록", "외국인 등록",
      "거소신고", "resident registration", "resident number", "resident no", "rrn",
      "alien registration", "foreigner registration");

  static final Words PASSPORT = new Words("여권", "passport", "passports");

  static final Words ACCOUNT = new Words("계좌", "은행", "뱅크", "입금", "송금", "이체", "예금", "통장", "농협", "수협",
      "신협",
      "새마을금고", "우체국", "bank", "banks", "bank's", "account", "accounts", "acct", "a/c",
      "deposit", "remittance");

  static final Words ACCOUNT_NUMBER = new Words("계좌", "통장", "account", "acct", "a/c");

  /** Too common as words to count unless they stand right before the number. */
  static final Words BANK_NAME = new Words("국민", "신한", "우리", "하나", "기업", "산업", "토스", "카카오", "제일",
      "씨티", "대구", "부산", "경남",
      "광주", "전북", "제주", "kb", "nh", "ibk", "sc");

  /** What is labelled so is some other number, even with a bank in the same line. */
  static final Words OTHER_NUMBER = new Words("주문", "송장", "사업자", "법인", "전화", "연락처", "휴대폰", "팩스",
      "승인번호",
      "거래번호", "접수번호", "관리번호", "상품", "order", "orders", "invoice", "tracking", "transaction",
      "serial",
      "isbn", "tel", "phone", "fax");

  static final Words VERSION = new Words("버전", "버젼", "릴리스", "릴리즈", "version", "versions", "ver",
      "v",
      "release", "rev", "revision", "build", "section", "chapter", "clause",
      "§");

  private Labels() {}
}
