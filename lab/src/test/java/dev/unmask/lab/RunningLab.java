package dev.unmask.lab;

import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.serve.LabCounters;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/** A lab on free ports, running. */
final class RunningLab implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final LabScenario scenario;
  private final LabPki pki;
  private final Lab lab;

  private RunningLab(LabScenario scenario, LabPki pki) {
    this.scenario = scenario;
    this.pki = pki;
    this.lab = new Lab(scenario, pki, LabSettings.defaults());
  }

  /** With certificates made for it. */
  static RunningLab start(Function<LabPorts, LabScenario> scenario) throws IOException {
    LabScenario on = scenario.apply(LabPorts.free());
    RunningLab running = new RunningLab(on, LabPki.create(on.leaves(), NOW));
    running.lab.start();
    return running;
  }

  static RunningLab start(LabPki pki, Function<LabPorts, LabScenario> scenario) throws IOException {
    RunningLab running = new RunningLab(scenario.apply(LabPorts.free()), pki);
    running.lab.start();
    return running;
  }

  LabScenario scenario() {
    return scenario;
  }

  LabPki pki() {
    return pki;
  }

  LabPorts ports() {
    return scenario.ports();
  }

  LabCounters counters() {
    return lab.counters();
  }

  void change() {
    lab.change();
  }

  /** The first host of a cast on HTTPS. */
  LabHost onHttps(String cast) {
    return host(cast, scenario.ports().https());
  }

  LabHost onLdaps(String cast) {
    return host(cast, scenario.ports().ldaps());
  }

  Cast cast(String name) {
    return scenario.clusters().stream()
        .flatMap(cluster -> cluster.casts().stream())
        .filter(cast -> cast.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private LabHost host(String cast, int port) {
    return cast(cast).hosts().stream()
        .filter(host -> host.tlsPort() == port)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    lab.close();
  }
}
