package dev.unmask.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages may not know. */
class WallsTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.unmask.ingest");

  @Test
  void the_parser_knows_neither_kafka_nor_files_nor_a_clock() {
    noClasses()
        .that()
        .resideInAPackage("..record..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..", "java.nio.file..", "java.net..", "dev.unmask.ingest.source..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(OURS);
  }

  @Test
  void sources_know_neither_kafka_nor_what_a_line_holds() {
    noClasses()
        .that()
        .resideInAPackage("..source..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "com.fasterxml..",
            "dev.unmask.schemas..",
            "..record..",
            "..publish..",
            "..memory..",
            "dev.unmask.ingest.stream..")
        .check(OURS);
  }

  @Test
  void a_stream_knows_neither_kafka_nor_what_a_line_holds() {
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.ingest.stream..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "com.fasterxml..",
            "dev.unmask.schemas..",
            "..record..",
            "..publish..",
            "..memory..")
        .check(OURS);
  }

  @Test
  void only_a_stream_speaks_http() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.unmask.ingest.stream..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..")
        .check(OURS);
  }

  @Test
  void the_memory_opens_no_file_and_knows_nothing_of_what_a_line_holds() {
    noClasses()
        .that()
        .resideInAPackage("..memory..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "..record..")
        .check(OURS);
  }

  @Test
  void no_other_stage_is_known() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.enrich..",
            "dev.unmask.classify..",
            "dev.unmask.lab..",
            "dev.unmask.app..",
            "picocli..")
        .check(OURS);
  }
}
