package io.sluice.language;

/**
 * What the answers to the kinds of questions have in them, as patterns.
 *
 * <p>In comments mode and bounded as those of {@link Asks}. A number counts with its unit only, and not
 * where it is part of a date.
 */
final class Answers {

  private static final String DIGITS = "\\d[\\d,]{0,15}(?:\\.\\d{1,9})?";

  private static final String ENGLISH_NUMBER = "(?: " + DIGITS + """
       | one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen
      | twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|half\\san?)""";

  static final String HOW_MANY = DIGITS
      + """
          \\s?[천만백억]?\\s?(?: 개 | 주 | 시간 | 분 | 초 | 명 | 번(?!호) | 회 | 차례 | 건 | 대 | 층 | 장 | 권 | 살 | 세 | 점 | 배
              | 단계 | 가지 | 글자 | 자 | 쪽 | 박 | 곳 | 인 | 부 | 석 | 평 | 도 | 척 | 편 | 골 | 칸 | 조 | 톤 | % | ％ | 퍼센트 | ℃ | ㎞ | ㎏ | ㎡
              | [kmc]?m\\b | [km]?g\\b | [kmgt]i?b\\b | 미터 | 킬로 | 그램 | 리터 | 바이트)
          | (?<! 월\\s{0,2} | [\\d,.]) \\d[\\d,]{0,15}\\s?(?:영업|근무)?일(?!자|정)
          | (?<! \\d) \\d{1,3}\\s?년(?!도|\\s?\\d)
          | 하루 | 이틀 | 사흘 | 나흘 | 닷새 | 엿새 | 열흘 | 보름 | 일주일 | 반나절 | 무제한 | 절반
          | (?: 한 | 두 | 세 | 네 | 다섯 | 여섯 | 일곱 | 여덟 | 아홉 | 열 | 스무 | 한두 | 두세 | 서너 | 반)\\s?
            (?: 명 | 개 | 번 | 달 | 시간 | 가지 | 차례 | 주 | 해 | 살 | 사람 | 곳 | 장 | 대 | 칸)
          | \\b"""
      + ENGLISH_NUMBER
      + """
          [\\s-]{1,3}(?:[a-z]{1,20}[\\s-]){0,2}? (?:
              (?:day|week|month|year|hour|minute|second|time|person|employee|item|piece|page|character|attempt|point|step
                |floor|seat|user|night|mile|meter|metre|percent|degree|level|member|guest)s?
              | people | copy | copies | kg | km | [kmgt]i?b | gigabytes? | megabytes? )\\b
          | \\b\\d{1,9}\\s[a-z]{2,20}s\\b | \\b(?:once|twice|unlimited|fortnight|half)\\b
          | \\b(?:daily|weekly|monthly|annually|yearly|quarterly)\\b""";

  static final String WHEN = """
      \\d{4}\\s?년 | \\d{1,2}\\s?월 | \\d{1,2}\\s?일(?= \\s?(?:까지|부터|에|이전|이후|\\())
      | [매격](?:월|주|년|일|분기|달) | 분기 | 상반기 | 하반기 | [월화수목금토일]요일 | 오전 | 오후 | 정오 | 자정 | 새벽
      | \\d{1,2}\\s?시(?!간) | \\d{1,2}:\\d{2} | \\d{4}[-./]\\s?\\d{1,2} | \\d{1,4}년대 | \\d세기
      | 이내 | 당일 | 익일 | 다음\\s?(?:날|달|주|해) | 전날 | 내일 | 오늘 | 어제 | 말일 | 월말 | 연말 | 연초 | 월초 | 주말 | 평일 | 명절
      | 입사일 | 공휴일 | 전까지 | 후부터 | 까지\\s?(?:신청|제출|완료|등록)
      | \\d\\s?(?:영업)?(?:일|주|개월|년|시간)\\s?(?:전|후|뒤|안|이내|만)
      | \\b(?:jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?
          |nov(?:ember)?|dec(?:ember)?)\\b | \\bmay\\s\\d | \\d\\smay\\b
      | \\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b | \\b\\d{1,2}(?::\\d{2})?\\s?[ap]\\.?m\\b
      | \\b(?:noon|midnight|o'clock|quarter|today|tomorrow|yesterday|weekends?|weekdays?|holidays?|deadline)\\b
      | \\b(?:every|each|last|first|next)\\s(?:\\w{1,20}\\s)?(?:day|week|month|quarter|year|morning|evening|afternoon)\\b
      | \\b(?:within|after|before|in|by|until)\\s(?:\\w{1,20}\\s){0,3}(?:day|week|month|year|hour|minute)s?\\b
      | \\b(?:day|week|month|hour)s?\\s(?:before|after|in\\sadvance|prior|later|ago|of\\s) | \\b(?:1[5-9]|20)\\d{2}\\b
      | \\b(?:daily|weekly|monthly|annually|yearly|quarterly|immediately)\\b""";

  static final String HOW_MUCH_MONEY = """
      [₩￦$€£¥]\\s?\\d
      | \\d\\s?[십백천만억조]{0,4}\\s?(?:원(?!칙|인\\s|장|본|서|격|활|래|점) | 달러 | 유로 | 엔 | 위안 | 파운드)
      | [십백천만억]\\s?원(?!칙|인|장|본|서|격|활|래|점) | 무료 | 무상 | 공짜 | 전액 | 실비
      | \\d\\s?(?:thousand|million|billion|k|m)?\\s?(?:won|krw|usd|eur|dollars?|euros?|yen|cents?|pounds?|gbp)\\b
      | \\b(?:krw|usd|eur|gbp)\\s?\\d | \\bfree\\b | \\b(?:no|without)\\s(?:extra\\s)?(?:charge|cost|fee)\\b""";

  static final String WHO = """
      [가-힣]팀 | 팀(?:장|원) | 부서 | 담당 | 책임자 | 관리자 | 매니저 | 부장 | 과장 | 차장 | 대리 | 대표 | 이사 | 사장 | 원장 | 본부 | 위원회
      | 센터 | 상사 | 승인자 | 인사 | 총무 | [가-힣]{2,4}\\s?(?:님|씨) | 직원 | 사원 | 임원 | 교수 | 의사 | 대통령 | 감독 | 장관
      | \\b(?:manager|team|department|director|lead|leader|admin|administrator|officer|supervisor|head|colleague
          |employees?|staff|president|committee|desk|owner|engineer|hr|ceo|cto|cfo|coo|ciso|chief|board)\\b
      | \\b(?:mr|mrs|ms|dr|prof)\\.\\s | (?-i: \\b[A-Z][a-z]{1,20}\\s[A-Z][a-z]{1,20}\\b)""";

  static final String WHERE = """
      \\d\\s?층 | 지하 | 로비 | 호실 | 회의실 | 사무실 | 사무소 | 건물 | 본관 | 별관 | 본사 | 지사 | 센터 | 창고 | 매장 | 라운지 | 주차장
      | 캠퍼스 | 위치 | 주소 | 옆 | 맞은편 | 근처 | 입구 | 에\\s?(?:있|위치|보관|게시) | 에서
      | 게시판 | 포털 | 포탈 | 메뉴 | 페이지 | 폴더 | 사이트 | 홈페이지 | 인트라넷 | 시스템 | 드라이브 | 서랍 | 데스크
      | [가-힣](?:구|동|로|길)\\s?\\d | [가-힣](?:시|도)\\s[가-힣]{1,4}(?:시|군|구)
      | https?:// | \\bwww\\.
      | \\b(?:floor|room|building|office|lobby|desk|campus|street|avenue|located|portal|page|menu|folder|website|intranet
          |site|wiki|drive|tab|basement|entrance|warehouse|kitchen|cabinet|headquarters|address)\\b
      | (?-i: \\b(?:in|at|on|near|from)\\s(?:the\\s)?[A-Z][a-z])""";

  static final String CONTACT = """
      [\\w.+-]{1,64}@[\\w-]{1,63}\\.\\w | \\+\\d{1,3}[-\\s.(]{0,2}\\d
      | \\b0\\d{1,2}[)\\-.\\s]{1,2}\\d{3,4}[-.\\s]\\d{4}\\b | \\b\\d{3,4}-\\d{4}\\b | \\b\\d{3}[-.\\s]\\d{3}[-.\\s]\\d{4}\\b
      | 내선(?:\\s?번호)?[^\\d.]{0,6}\\d{2} | \\b(?:ext|extension)\\b[^\\d]{0,4}\\d{2} | \\bx\\d{3,5}\\b
      | (?: 전화 | 번호 | \\bcall | \\bdial | \\bphone)[^\\d.]{0,12}\\d{3} | 국번\\s?없이
      | (?<![\\w&])\\#[a-z가-힣][\\w가-힣-]""";

  private Answers() {}
}
