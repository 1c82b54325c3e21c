package io.sluice.generation.extractive;

import static io.sluice.generation.extractive.Asked.english;
import static io.sluice.generation.extractive.Asked.korean;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How the quoted text looks. */
class LayoutTest {

  @Test
  void aTableRowIsReadWithItsHeader() {
    var asked = Asked.of("제주 객실 요금이 얼마예요?",
        korean("객실 요금", "| 지역 | 요금(1박) | 조식 |", "|---|---|:---:|",
            "| 서울, 부산 | 90,000원 | 포함 |", "| 제주 | 120,000원 | |"));

    assertEquals("지역: 제주; 요금(1박): 120,000원 [1]", asked.text());
  }

  @Test
  void aTableRowWithoutItsHeaderIsReadCellByCell() {
    var asked = Asked.of("제주 요금이 얼마예요?",
        korean("객실", "| 서울, 부산 | 90,000원 |", "| 제주 | 120,000원 \\| 할인 |"));

    assertEquals("제주; 120,000원 | 할인 [1]", asked.text());
  }

  @Test
  void itemsOfAListStandOnTheirOwnLines() {
    var asked = Asked.of("What does the sauna cost?", english("Prices",
        "* Sauna for adults: 12 euros", "* Sauna for children: 5 euros", "* Parking: free"));

    assertEquals("- Sauna for adults: 12 euros [1]\n- Sauna for children: 5 euros [1]",
        asked.text());
  }

  @Test
  void oneItemAloneNeedsNoDash() {
    var asked = Asked.of("What does parking cost?",
        english("Prices", "1. Sauna for adults: 12 euros", "2. Parking: 3 euros a day"));

    assertEquals("Parking: 3 euros a day [1]", asked.text());
  }

  @Test
  void aListComesWithTheSentenceThatIntroducesIt() {
    var asked = Asked.of("What should I check if the printer prints nothing?",
        english("Printers", "Printers are grey.", "",
            "If the printer prints nothing, check these things.", "", "- Is it switched on?",
            "- Is there paper in it?", "", "Otherwise call us."));

    assertTrue(asked.text().startsWith("If the printer prints nothing, check these things. [1]\n\n"
        + "- Is it switched on? [1]\n- Is there paper in it? [1]"), asked.text());
  }

  @Test
  void theItemsOfAListCiteOnlyThePassageTheyStandIn() {
    var lead = "If the printer prints nothing, check these things.";

    var asked = Asked.of("What should I check if the printer prints nothing?",
        english("Printers", lead, "", "- Is it switched on?"), english("Old printers", lead));

    assertEquals(lead + " [1][2]\n\n- Is it switched on? [1]", asked.text());
  }

  @Test
  void codeStandsBetweenLinesOfItsOwn() {
    var asked = Asked.of("How do I run deploy rollback?", english("Tools",
        "Call the tools by name.", "", "```", "deploy rollback --yes", "```"));

    assertTrue(asked.text().contains("```\ndeploy rollback --yes\n```\n[1]"), asked.text());
  }

  @Test
  void headingsAreNotQuoted() {
    var asked = Asked.of("Where are the parking spaces?",
        english("House", "# Parking spaces", "", "Parking spaces", "---", "",
            "Parking spaces are in the basement."));

    assertEquals("Parking spaces are in the basement. [1]", asked.text());
  }
}
