package io.sluice.language;

/**
 * How the kinds of questions are asked, as patterns.
 *
 * <p>In comments mode: blanks in a pattern mean nothing. Repetitions are bounded, so that a question of
 * any length is read in linear time.
 */
final class Asks {

  /** Where an English question word asks and is no conjunction: first, or after "tell me". */
  private static final String FIRST = """
      (?: (?: ^ | [.?!,:;]\\s | \\b(?:and|so|but|know|wonder|wondering|ask|say|is|of|for|about|me|us)\\s )
          \\W{0,3} (?:(?:since|until|till|by|from|to|with|for|at)\\s)? )""";

  /** The end of a Korean question that leaves its question word out: "마감일은?". */
  private static final String OPEN_END = """
      (?: 은|는|이|가|을|를|도)?\\s{0,3}
      (?: [?？] | $ | 무엇|뭐|뭔|어떻게\\s?(?:되|돼)|얼마|알려|알\\s?수|궁금|말씀)""";

  static final String WHEN = """
      언제(?!나|든) | 몇\\s?(?:시(?!간) | 월 | 년도 | 요일) | 무슨\\s?요일 | 며칠\\s?(?:까지|부터|날)
      | 어느\\s?(?:날|해|시기)
      | (?: 날짜 | 일자 | 기한 | 마감일? | 시각 | 일시 | 시기 | 연도 | [한된은던]\\s(?:날|해)
          | (?:지급|시작|종료|발표|개시|만료|입사|퇴사|휴무)일
          | (?:운영|근무|영업|업무|점심|출근|퇴근|이용|접수|진료|개관)\\s?시간)
      """ + OPEN_END + " | " + FIRST
      + """
          when\\b
          | \\b(?:what|which)\\s(?:(?:is|are|was)\\s(?:the\\s)?)?(?:\\w{1,20}\\s)?(?:time|date|day|month|year)s?\\b
          | \\bwhat\\s[^?]{0,40}\\b(?:deadline|date|(?:opening|office|business|working|core|support)\\shours)\\b
          | \\bdeadline\\b[^.?]{0,200}\\? | \\bhow\\s(?:soon|late|early)\\b""";

  static final String CONTACT = """
      연락처 | (?:전화|내선|팩스|휴대폰|핸드폰|문의)\\s?번호 | 이?메일\\s?주소
      | (?: 전화 | 내선 | 이?메일)
      """ + OPEN_END
      + """
          | 어디(?:로|에)\\s?(?:연락|전화|문의|신고) | 어떻게\\s?(?:연락|문의)
          | 연락할\\s?수\\s?있 | 연락하려면 | 문의하려면
          | \\b(?:phone|telephone|fax|extension|mobile)\\s?(?:number|no\\b) | \\be-?mail\\saddress
          | \\bcontact\\s(?:info|information|details|number|point) | \\bpoint\\sof\\scontact
          | \\bhow\\s(?:do|can|could|should|would|to)\\s?(?:(?:i|we|you|one)\\s)?(?:contact|reach|call|e-?mail|get\\sin\\stouch)\\b
          | \\b(?:what|which)(?:'s|\\sis)?\\s[^?]{0,40}\\b(?:e-?mail|extension|hotline|phone)\\b""";

  static final String HOW_MUCH_MONEY = """
      몇\\s?[천만백억십]?\\s?(?:원|달러|유로)
      | (?: 비용 | 요금 | 가격 | 금액 | 수수료 | 연봉 | 월급 | 급여 | 수당 | 지원금 | 보조금 | 예산 | 단가 | 보증금 | 벌금 | 한도액?
          | 식대 | 상금 | 축의금 | 조의금 | 응시료 | 수강료 | 대여료 | 회비 | 식비 | 월세 | 참가비 | 관리비 | 교육비 | 교통비 | 숙박비)
      """ + OPEN_END
      + """
              | (?: 비용 | 요금 | 가격 | 금액 | 수수료 | 연봉 | 월급 | 급여 | 수당 | 지원금 | 보조금 | 예산 | 한도 | 돈 | 식대 | 상금)
                [^?.]{0,20} 얼마
              | 얼마 (?! 나 | \\s?(?:동안|만에|간))
            (?<! (?:기간|시간|동안|나이|거리|길이|높이|너비|깊이|무게|크기|넓이|면적|온도|속도|비율|인원|용량|분량|간격|횟수|층수|일수|점수
                |기록|한계|규모|수는|수가) [가-힣\\s]{0,12} 얼마)
          | \\bhow\\smuch (?: \\s?(?:\\?|$)
                  | \\s(?:is|are|was|were|does|do|did|will|would|can|could|may|should|money|costs?|for|to|of\\sthe|per)\\b)
              | \\b(?:what|which)\\b[^?]{0,60}\\b(?:costs?|prices?|fees?|salary|budget|charges?|allowance|stipend|reimbursement|fine)\\b""";

  static final String HOW_MANY = """
      며칠 | 몇 | 얼마
      | (?: 기간 | 횟수 | 개수 | 인원 | 일수 | 비율 | 용량 | 크기 | 정원 | 최대치?)
      """ + OPEN_END
      + """
          | \\bhow\\s(?:many|much|long|often|old|far|big|large|tall|high|fast|wide|heavy|frequently)\\b
          | \\b(?:what|which)\\b[^?]{0,30}
            \\b(?:number|period|quota|percentage|percent|share|duration|length|maximum|minimum|amount|size|limit|age)\\b""";

  static final String WHO = "누구 | 누가 | 누굴 | (?:담당자 | 책임자 | 승인자)" + OPEN_END + " | " + FIRST + """
      (?:who|whom|whose)\\b | \\b(?:by|to|from|with)\\swhom\\b
      | \\b(?:which|what)\\s(?:person|team|department|manager|role)\\b""";

  static final String WHERE = """
      어디 | 어느\\s?(?:곳|장소|건물|층|사무실|지역|도시|나라|회의실|메뉴|페이지)
      | (?: 위치 | 장소 | 주소 | 소재지 | [한된은던]\\s곳)
      """ + OPEN_END + " | " + FIRST
      + """
          where\\b | \\b(?:which|what)\\s(?:floor|room|building|office|city|country|place|page|menu|folder|address)\\b
          | \\b(?:location|address)\\b[^.?]{0,200}\\?""";

  private Asks() {}
}
