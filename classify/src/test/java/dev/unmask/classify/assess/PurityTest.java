package dev.unmask.classify.assess;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The assessment is plain Java: no Kafka, no Netty, no files, no clock, and nothing whose order is
 * an accident.
 */
class PurityTest {

  private static final String[] PURE = {
    "dev.unmask.classify.alert..",
    "dev.unmask.classify.model..",
    "dev.unmask.classify.evidence..",
    "dev.unmask.classify.assess..",
    "dev.unmask.classify.ruleset.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.unmask.classify");

  @Test
  void it_knows_the_contract_the_jdk_and_nothing_else() {
    classes()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.classify.alert..",
            "dev.unmask.classify.model..",
            "dev.unmask.classify.evidence..",
            "dev.unmask.classify.assess..",
            "dev.unmask.classify.ruleset..",
            "dev.unmask.schemas.endpoint..",
            "dev.unmask.avro..",
            "dev.unmask.schemas.owner..",
            "dev.unmask.schemas.uuid..",
            "com.fasterxml.jackson..",
            "org.jspecify..",
            "java..")
        .check(CLASSES);
  }

  @Test
  void only_the_ruleset_and_what_renders_alerts_know_json() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.unmask.classify.alert",
            "dev.unmask.classify.model..",
            "dev.unmask.classify.evidence..",
            "dev.unmask.classify.assess..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(CLASSES);
  }

  @Test
  void it_opens_no_file_and_no_socket_and_asks_no_clock() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.net..", "java.nio.channels..", "java.util.concurrent..")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(CLASSES);
  }

  @Test
  void nothing_depends_on_the_order_of_hashes_on_chance_or_on_the_machines_language() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(HashMap.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(HashSet.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .check(CLASSES);
  }

  @Test
  void alerts_are_of_verdicts_and_verdicts_know_nothing_of_alerts() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.unmask.classify.model..",
            "dev.unmask.classify.evidence..",
            "dev.unmask.classify.assess..",
            "dev.unmask.classify.ruleset..",
            "dev.unmask.classify.topology.verdict..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.unmask.classify.alert..")
        .check(CLASSES);
  }

  @Test
  void what_is_counted_does_not_know_what_it_means() {
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.classify.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.classify.evidence..",
            "dev.unmask.classify.assess..",
            "dev.unmask.classify.ruleset..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.classify.evidence..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.unmask.classify.assess..")
        .check(CLASSES);
  }
}
