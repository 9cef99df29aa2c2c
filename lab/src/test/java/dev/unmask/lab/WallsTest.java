package dev.unmask.lab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class WallsTest {
  private static final JavaClasses LAB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.unmask.lab");

  @Test
  void lab_knows_of_other_modules_the_words_of_the_schemas_alone() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.unmask..")
                .and(not(resideInAnyPackage("dev.unmask.lab..", "dev.unmask.avro"))))
        .check(LAB);
  }

  @Test
  void scenario_is_pure_data() {
    classes()
        .that()
        .resideInAPackage("dev.unmask.lab.scenario")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.lab.scenario", "dev.unmask.avro", "java..", "org.jspecify..")
        .check(LAB);
  }

  @Test
  void only_the_servers_know_netty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.unmask.lab.serve")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(LAB);
  }
}
