package io.sluice.chunking.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class IndentationTest {
  private static final String PYTHON = """
      #!/usr/bin/env python
      \"""모듈 설명: 'quote'

      def not_code():
      \"""
      import os

      LIMITS = {
      "a": 1,
      }

      # 주석 "def
      @decorator(
          name="x",
      )
      @other
      async def fetch(url: str, *, retries: int = 3) -> dict[str, int]:
          text = '''
      def no():
          '''
          if url:
              return {}
          # 끝의 주석
          return f"{url!r} {'def'}"


      class Store(Base, metaclass=Meta):
          \"""A store.\"""

          limit = 3

          def __init__(self):
              self.items = []

          @property
          def size(self): return len(self.items)

          class Inner:
              def deep(self):
                  pass

      try:
          import json
      except ImportError:
          json = None
      """;

  @Test
  void python() {
    assertEquals(List.of("fetch", "Store", "Store > __init__", "Store > size", "Store > Inner",
        "Store > Inner > deep"), Names.in(PYTHON, CodeLanguage.PYTHON));
  }

  @Test
  void decoratorsAndCommentsBelongToTheFunctionBelow() {
    var fetch = Names.textOf("fetch", PYTHON, CodeLanguage.PYTHON);

    assertTrue(fetch.startsWith("# 주석 \"def\n@decorator("), fetch);
    assertTrue(fetch.endsWith("{'def'}\""), fetch);
  }

  @Test
  void aCommentBelowBelongsToTheFunctionWhereItIsIndentedFurther() {
    assertEquals("def f():\n    return 1\n    # 안쪽", Names.textOf("f",
        "def f():\n    return 1\n    # 안쪽\n# 바깥\nx = 1\n", CodeLanguage.PYTHON));
  }

  @Test
  void ruby() {
    assertEquals(List.of("Billing", "Billing > Invoice", "Billing > Invoice > total",
        "Billing > Invoice > self.of", "Billing > Invoice > paid?", "Billing > Invoice > hidden",
        "helper", "Shop::Cart", "Shop::Cart > add"), Names.in("""
            # frozen_string_literal: true
            require 'json'

            =begin
            class NotCode
            =end
            module Billing
              # 청구서 "def"
              class Invoice < Base
                attr_reader :lines

                def total
                  lines.sum do |line|
                    line.price
                  end
                end

                def self.of(*lines) = new(lines)

                def paid?
                  sql = <<~SQL
            def no
                  SQL
                  if @paid then true
                  else
                    false
                  end
                end

                private def hidden
                  "it's #{total} end"
                end
              end
            end

            def helper(x)
              x
            end

            class Shop::Cart
              def add(item); end
            end
            """, CodeLanguage.RUBY));
  }
}
