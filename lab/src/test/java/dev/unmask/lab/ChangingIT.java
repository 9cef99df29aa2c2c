package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.Role;
import dev.unmask.avro.VerdictKind;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import dev.unmask.lab.scenario.Network;
import dev.unmask.lab.scenario.Site;
import dev.unmask.lab.scenario.TlsServer;
import dev.unmask.lab.scenario.TlsVersion;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One host that changes its certificate, and one that does not. */
class ChangingIT {
  private static final String STEADY = "127.77.8.1";
  private static final String CHANGING = "127.77.8.2";
  private static final Instant LATER = Instant.parse("2026-11-24T10:20:00Z");

  @Test
  void a_host_shows_its_former_certificate_until_the_lab_is_told_to_change() throws IOException {
    try (RunningLab lab = RunningLab.start(ChangingIT::scenario)) {
      assertThat(shown(lab, STEADY)).isEqualTo(Leaf.RENEWED);
      assertThat(shown(lab, CHANGING)).isEqualTo(Leaf.RETIRED);

      lab.change();

      assertThat(shown(lab, STEADY)).isEqualTo(Leaf.RENEWED);
      assertThat(shown(lab, CHANGING)).isEqualTo(Leaf.RENEWED);
    }
  }

  @Test
  void a_crawler_sees_it_first_with_the_former_one_and_then_it_alone(@TempDir Path folder)
      throws IOException {
    LabScenario scenario = scenario(LabPorts.WELL_KNOWN);
    LabPki pki = LabPki.create(scenario.leaves(), RunningLab.NOW);
    LabFiles files = new LabFiles(scenario, pki, RunningLab.NOW);

    files.banners(folder.resolve("first"));
    files.bannersOfChanged(LATER, folder.resolve("then"));

    assertThat(banners(folder.resolve("first")))
        .extracting(Banner::ip, Banner::fingerprint)
        .containsExactly(
            tuple(CHANGING, fingerprint(pki, Leaf.RETIRED)),
            tuple(STEADY, fingerprint(pki, Leaf.RENEWED)));
    assertThat(banners(folder.resolve("then")))
        .containsExactly(
            new Banner(CHANGING, fingerprint(pki, Leaf.RENEWED), "2026-11-24T10:20:00.000000"));
  }

  private record Banner(String ip, String fingerprint, String timestamp) {}

  private static List<Banner> banners(Path file) throws IOException {
    List<Banner> banners = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      var json = new ObjectMapper().readTree(line);
      banners.add(
          new Banner(
              json.get("ip_str").asText(),
              json.at("/ssl/chain_sha256/0").asText(),
              json.get("timestamp").asText()));
    }
    return banners;
  }

  private static String fingerprint(LabPki pki, Leaf leaf) {
    return pki.identity(leaf).fingerprint();
  }

  private static Leaf shown(RunningLab lab, String ip) throws IOException {
    LabHost host =
        lab.scenario().hosts().filter(one -> one.ip().equals(ip)).findFirst().orElseThrow();
    try (TlsClient client = TlsClient.connect(host, "TLSv1.3")) {
      List<X509Certificate> chain = client.chain();
      return lab.scenario().leaves().stream()
          .filter(leaf -> lab.pki().identity(leaf).chain().equals(chain))
          .findFirst()
          .orElseThrow();
    }
  }

  private static LabScenario scenario(LabPorts ports) {
    List<LabHost> hosts =
        List.of(host(STEADY, ports, Leaf.RENEWED), host(CHANGING, ports, Leaf.RENEWED));
    Cast steady = new Cast("steady", Role.GENUINE, VpnEvidence.NONE, hosts.subList(0, 1));
    Cast changing =
        new Cast(
            "changing",
            Role.GENUINE,
            VpnEvidence.NONE,
            hosts.subList(1, 2),
            Optional.empty(),
            Optional.of(Leaf.RETIRED));
    Cluster cluster =
        new Cluster(Leaf.RENEWED, VerdictKind.GENUINE, Optional.empty(), List.of(steady, changing));
    return new LabScenario(
        "one change",
        ports,
        List.of(),
        List.of(cluster),
        List.of(),
        List.of(host(CHANGING, ports, Leaf.RETIRED)));
  }

  private static LabHost host(String ip, LabPorts ports, Leaf leaf) {
    TlsServer server = new TlsServer(leaf, TlsVersion.TLS_1_3, Optional.empty());
    Site site = new Site(new Network(64_496, "Example"), "NL");
    return new LabHost(address(ip), ports.https(), Map.of(ports.https(), server), site);
  }

  private static Inet4Address address(String ip) {
    try {
      return (Inet4Address) InetAddress.getByName(ip);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
