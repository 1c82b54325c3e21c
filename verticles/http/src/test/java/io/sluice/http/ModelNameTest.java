package io.sluice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

  @Test
  void aCollectionAndAVariantAreAModel() {
    assertEquals(new ModelName("default", null), ModelName.parse("sluice"));
    assertEquals(new ModelName("hr", null), ModelName.parse("sluice/hr"));
    assertEquals(new ModelName("default", "b"), ModelName.parse("sluice@b"));
    assertEquals(new ModelName("hr-2.x", "b.1"), ModelName.parse("sluice/hr-2.x@b.1"));
    assertEquals(new ModelName("hr", null), ModelName.parse(ModelName.of("hr")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpt-4o", "Sluice", "sluice/", "sluice@", "sluice/a/b", "sluice/a b",
      "sluice/../b", "sluice/a@b@c", "sluice/a@b/c", "sluicehr", " sluice"})
  void nothingElseIs(String id) {
    assertNull(ModelName.parse(id));
  }
}
