package dev.unmask.enrich;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class WallsTest {
  private static final JavaClasses ENRICH =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.unmask.enrich");

  @Test
  void what_decides_and_what_observes_know_no_kafka() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "..enrich.policy..", "..enrich.observe..", "..enrich.probe..", "..enrich.chain..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(ENRICH);
  }

  @Test
  void only_the_probes_know_netty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..enrich.probe..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(ENRICH);
  }

  @Test
  void the_queue_knows_nothing_of_what_is_queued() {
    classes()
        .that()
        .resideInAPackage("..enrich.queue..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "..enrich.queue..", "java..", "org.apache.kafka..", "org.slf4j..", "org.jspecify..")
        .check(ENRICH);
  }

  @Test
  void enrich_knows_no_other_stage() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.ingest..", "dev.unmask.classify..", "dev.unmask.lab..", "dev.unmask.app..")
        .check(ENRICH);
  }

  @Test
  void packages_form_no_circle() {
    slices().matching("dev.unmask.enrich.(*)..").should().beFreeOfCycles().check(ENRICH);
  }
}
