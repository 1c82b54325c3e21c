package io.sluice.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sluice.message.Message;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypeTableTest {

  @Test
  void hasEveryRecordBelowMessageAndNoOther() {
    assertEquals(names(recordsBelow(Message.class).collect(Collectors.toSet())),
        names(Set.copyOf(TypeTable.all().values())));
  }

  @Test
  void givesEachRecordOneNumberThatLeadsBackToIt() {
    TypeTable.all().forEach((id, type) -> {
      assertEquals(id, TypeTable.idOf(type));
      assertSame(type, TypeTable.typeOf(id));
    });
    assertEquals(TypeTable.all().size(), Set.copyOf(TypeTable.all().values()).size());
  }

  @Test
  void doesNotKnowTheNumbersOfNewerNodes() {
    assertNull(TypeTable.typeOf(0));
    assertNull(TypeTable.typeOf(65_535));
  }

  @Test
  void hasAnExampleOfEveryType() {
    assertEquals(names(Set.copyOf(TypeTable.all().values())), names(Examples.fullest().keySet()));
  }

  private static Stream<Class<?>> recordsBelow(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(TypeTableTest::recordsBelow);
  }

  private static Set<String> names(Set<? extends Class<?>> types) {
    return types.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
  }
}
