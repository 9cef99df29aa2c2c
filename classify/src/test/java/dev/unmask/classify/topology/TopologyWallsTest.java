package dev.unmask.classify.topology;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the topology may not know. */
class TopologyWallsTest {

  private static final String TOPOLOGY = "dev.unmask.classify.topology..";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.unmask.classify");

  @Test
  void there_is_no_clock_in_it_but_the_punctuators() {
    noClasses()
        .that(resideInAPackage(TOPOLOGY))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(classes);
  }

  @Test
  void its_parts_know_neither_the_whole_nor_the_stage() {
    noClasses()
        .that(resideInAPackage("dev.unmask.classify.topology.*.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.unmask.classify", "dev.unmask.classify.topology")
        .check(classes);
  }

  @Test
  void what_is_pure_knows_nothing_of_it() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.unmask.classify.alert..",
            "dev.unmask.classify.model..",
            "dev.unmask.classify.evidence..",
            "dev.unmask.classify.assess..",
            "dev.unmask.classify.ruleset..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(TOPOLOGY, "org.apache.kafka..")
        .check(classes);
  }
}
