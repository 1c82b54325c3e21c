package io.sluice.chunking.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static final String SQL = """
      -- 직원 표; "인용
      CREATE TABLE IF NOT EXISTS hr.employees (
        id int PRIMARY KEY, -- 번호; 열쇠
        name text DEFAULT 'it''s; fine'
      );

      INSERT INTO hr.employees VALUES (1, '김'); INSERT INTO hr.employees VALUES (2, '이');

      CREATE OR REPLACE FUNCTION hr.raise(amount int) RETURNS void AS $body$
      BEGIN
        UPDATE employees SET pay = pay + amount; -- ' unbalanced
      END;
      $body$ LANGUAGE plpgsql;

      CREATE PROCEDURE `close_year`(IN y INT)
      BEGIN
        DECLARE done INT DEFAULT 0;
        IF y > 0 THEN
          SELECT CASE WHEN y = 1 THEN 'a' ELSE 'b' END;
        END IF;
        BEGIN
          SELECT 1;
        END;
      END;

      BEGIN;
      SELECT 1;
      COMMIT;

      CREATE UNIQUE INDEX CONCURRENTLY by_name ON hr.employees (name)
      GO
      SELECT 2
      """;

  @Test
  void aStatementEndsWithItsSemicolon() {
    assertEquals(List.of("hr.employees", "-", "-", "hr.raise", "close_year", "-", "-", "-",
        "by_name", "-"), Names.all(SQL, CodeLanguage.SQL));
  }

  @Test
  void commentsBelongToTheStatementBelowAndAfterItOnItsLine() {
    var table = Names.textOf("hr.employees", SQL, CodeLanguage.SQL);

    assertTrue(table.startsWith("-- 직원 표") && table.endsWith(");"), table);
    assertTrue(Names.textOf("close_year", SQL, CodeLanguage.SQL).endsWith("END;\nEND;"));
  }
}
