package dev.unmask.enrich.probe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What probes and judgements may not know. */
class WallsTest {

  private static JavaClasses stage = new ClassFileImporter().importClasses();

  /** Other people's classes count by their names alone: reading them takes half a minute. */
  @BeforeAll
  static void importStage() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    stage =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.unmask.enrich.probe", "dev.unmask.enrich.chain");
  }

  @Test
  void probes_know_no_kafka() {
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.enrich.probe..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.confluent..")
        .check(stage);
  }

  @Test
  void probes_know_nothing_else_of_the_stage_but_the_judge() {
    classes()
        .that()
        .resideInAPackage("dev.unmask.enrich.probe..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.unmask.enrich", "dev.unmask.enrich.queue..", "dev.unmask.enrich.policy..")
        .check(stage);
  }

  @Test
  void judgement_knows_no_network_no_kafka_and_no_clock() {
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.enrich.chain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.netty..", "org.apache.kafka..", "dev.unmask.enrich.probe..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class)
        .check(stage);
  }

  @Test
  void connections_know_no_probe() {
    noClasses()
        .that()
        .resideInAPackage("dev.unmask.enrich.probe.connection..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.enrich.probe",
            "dev.unmask.enrich.probe.tls..",
            "dev.unmask.enrich.probe.legacy..",
            "dev.unmask.enrich.probe.application..",
            "dev.unmask.enrich.probe.liveness..",
            "dev.unmask.enrich.probe.openvpn..",
            "dev.unmask.enrich.probe.handshake..",
            "dev.unmask.enrich.probe.raw..",
            "dev.unmask.enrich.probe.halfclose..",
            "dev.unmask.enrich.probe.firstbytes..",
            "dev.unmask.enrich.probe.sni..",
            "dev.unmask.enrich.probe.resumption..",
            "dev.unmask.enrich.probe.visit..")
        .check(stage);
  }

  @Test
  void first_bytes_know_connections_and_no_probe() {
    classes()
        .that()
        .resideInAPackage("dev.unmask.enrich.probe.raw..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.unmask.enrich.probe.raw..",
            "dev.unmask.enrich.probe.connection..",
            "dev.unmask.avro..",
            "org.jspecify..",
            "java..")
        .check(stage);
  }

  @Test
  void probes_know_no_other_probe() {
    slices()
        .matching(
            "dev.unmask.enrich.probe."
                + "(application|firstbytes|halfclose|handshake|liveness|openvpn|resumption"
                + "|roundtrip|sni)..")
        .should()
        .notDependOnEachOther()
        .check(stage);
  }

  @Test
  void reading_of_a_flight_knows_no_connection_and_no_probe() {
    classes()
        .that()
        .resideInAPackage("dev.unmask.enrich.probe.flight..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.unmask.avro",
            "dev.unmask.enrich.probe.flight",
            "io.netty.buffer..",
            "org.jspecify..")
        .check(stage);
  }
}
