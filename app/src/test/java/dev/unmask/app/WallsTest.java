package dev.unmask.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom, over all modules: this is the only one that sees them all. */
class WallsTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.unmask");

  @Test
  void only_the_command_line_knows_picocli() {
    noClasses()
        .that(resideOutsideOfPackages("dev.unmask.app.command..", "dev.unmask.app.settings.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("picocli.."))
        .check(ALL);
  }

  @Test
  void nobody_knows_the_app() {
    noClasses()
        .that(resideOutsideOfPackages("dev.unmask.app.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.unmask.app.."))
        .check(ALL);
  }

  @Test
  void stages_and_lab_know_nothing_of_each_other() {
    for (String module : new String[] {"ingest", "enrich", "classify", "lab"}) {
      classes()
          .that(resideInAnyPackage("dev.unmask." + module + ".."))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "dev.unmask." + module + "..", "dev.unmask.schemas..", "dev.unmask.avro..")
                  .or(resideOutsideOfPackages("dev.unmask..")))
          .check(ALL);
    }
  }

  @Test
  void what_is_shown_is_a_function_of_the_record_alone() {
    noClasses()
        .that(resideInAnyPackage("dev.unmask.app.view.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.kafka..",
                "java.io..",
                "java.nio.file..",
                "java.net..",
                "dev.unmask.schemas.connection.."))
        .check(ALL);
  }

  @Test
  void what_two_runs_are_compared_by_knows_no_cluster() {
    classes()
        .that(resideInAnyPackage("dev.unmask.app.compare.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "dev.unmask.app.compare..", "dev.unmask.avro..", "java..", "org.jspecify.."))
        .check(ALL);
  }

  @Test
  void what_is_compared_with_the_truth_knows_no_cluster() {
    noClasses()
        .that()
        .haveSimpleNameStartingWith("Grade")
        .or()
        .haveSimpleNameStartingWith("CaseFigures")
        .or()
        .haveSimpleNameStartingWith("Confusion")
        .or()
        .haveSimpleNameStartingWith("Scorecard")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.apache.kafka..", "dev.unmask.schemas.connection.."))
        .check(ALL);
  }
}
