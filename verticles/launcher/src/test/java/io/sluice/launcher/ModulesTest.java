package io.sluice.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the modules may know of each other. */
class ModulesTest {
  private static final JavaClasses SLUICE = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.sluice");

  @Test
  void actorsDoNotKnowEachOther() {
    slices().matching(
        "io.sluice.(abrouting|admission|answer|cache|embedding|generation|http|ingestion|insight|rerank|retrieval|tierrouting)..")
        .should().notDependOnEachOther().check(SLUICE);
  }

  @Test
  void onlyTheBusTouchesTheEventBus() {
    noClasses().that().resideOutsideOfPackages("io.sluice.bus..", "io.sluice.cluster..").should()
        .dependOnClassesThat().resideInAPackage("io.vertx.core.eventbus..").check(SLUICE);
  }

  @Test
  void messagesKnowNothingOfHowTheyAreCarried() {
    noClasses().that().resideInAPackage("io.sluice.message..").should().dependOnClassesThat()
        .resideInAnyPackage("io.sluice.bus..", "io.vertx..").check(SLUICE);
  }

  @Test
  void nobodyPassesJsonObjectsAround() {
    noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx.core.json..")
        .check(SLUICE);
  }
}
