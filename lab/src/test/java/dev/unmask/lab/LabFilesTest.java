package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unmask.avro.VerdictKind;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.pki.LabPki;
import dev.unmask.lab.scenario.Issuer;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Leaf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final LabScenario SCENARIO = LabScenario.divd(0.01, 3, LabPorts.WELL_KNOWN);
  private static final LabPki PKI = LabPki.create(SCENARIO.leaves(), NOW);
  private static final LabFiles FILES = new LabFiles(SCENARIO, PKI, NOW);

  @TempDir private static Path folder;

  private static List<JsonNode> banners;

  @BeforeAll
  static void write() throws IOException {
    FILES.banners(folder.resolve("banners.ndjson"));
    banners = lines(folder.resolve("banners.ndjson"));
  }

  @Test
  void each_host_has_one_banner_and_each_line_is_one() {
    assertThat(banners).hasSize(SCENARIO.size());
    assertThat(banners.stream().map(LabFilesTest::endpoint))
        .containsExactlyInAnyOrderElementsOf(
            SCENARIO.hosts().map(host -> host.endpoint()).toList());
  }

  @Test
  void fingerprints_of_a_banner_are_those_of_its_own_der() throws GeneralSecurityException {
    for (JsonNode banner : banners) {
      JsonNode ssl = banner.get("ssl");
      String ofChain = Identity.fingerprint(certificate(ssl.get("chain").get(0).asText()));
      assertThat(ssl.get("chain_sha256").get(0).asText()).isEqualTo(ofChain);
      assertThat(ssl.get("cert").get("fingerprint").get("sha256").asText()).isEqualTo(ofChain);
    }
  }

  @Test
  void banners_show_the_leaf_that_the_truth_names() throws IOException {
    FILES.truth(folder.resolve("truth.ndjson"));
    Map<String, String> truth = new HashMap<>();
    for (JsonNode host : lines(folder.resolve("truth.ndjson"))) {
      truth.put(host.get("endpoint").asText(), host.get("fingerprint").asText());
    }

    assertThat(truth).hasSize(SCENARIO.size());
    assertThat(banners)
        .allSatisfy(
            banner ->
                assertThat(banner.get("ssl").get("chain_sha256").get(0).asText())
                    .isEqualTo(truth.get(endpoint(banner))));
  }

  @Test
  void only_hosts_that_answer_have_http_and_a_redirect_stands_in_the_data() {
    List<JsonNode> answered = banners.stream().filter(banner -> banner.has("http")).toList();

    assertThat(banners.stream().filter(banner -> !banner.has("http")))
        .allMatch(banner -> banner.get("data").asText().isEmpty());
    assertThat(answered).allMatch(banner -> banner.get("data").asText().startsWith("HTTP/1.1 "));
    assertThat(answered.stream().filter(banner -> ofLeaf(banner, Leaf.EXPIRED_ROOT))).hasSize(6);
    assertThat(answered.stream().map(banner -> banner.get("data").asText()))
        .anyMatch(data -> data.contains("\r\nLocation: https://fe2.update.microsoft.com/\r\n"));
  }

  @Test
  void times_have_no_zone_and_are_within_the_day_before() {
    assertThat(
            banners.stream().map(banner -> LocalDateTime.parse(banner.get("timestamp").asText())))
        .allMatch(time -> time.toLocalDate().toString().equals("2026-11-23"));
    assertThat(banners).allMatch(banner -> banner.get("timestamp").asText().matches(".*\\.\\d{6}"));
  }

  @Test
  void quirks_of_real_records_are_there() {
    assertThat(banners.stream().map(banner -> banner.get("ssl").get("cert").get("serial")))
        .anyMatch(JsonNode::isBigInteger)
        .anyMatch(JsonNode::isDouble);
    assertThat(banners)
        .allMatch(banner -> banner.get("ssl").get("cert").get("version").asInt() == 2);
    assertThat(banners.stream().map(banner -> banner.get("ssl").get("versions").toString()))
        .allMatch(versions -> versions.contains("\"-SSLv3\""));
    assertThat(
            banners.stream()
                .filter(banner -> ofLeaf(banner, Leaf.EXPIRED_ROOT))
                .map(banner -> banner.get("ssl").get("chain_sha256").get(1).asText())
                .distinct())
        .as("order of the chain")
        .hasSize(2);
  }

  @Test
  void same_lab_writes_the_same_banners() throws IOException {
    FILES.banners(folder.resolve("again.ndjson"));

    assertThat(folder.resolve("again.ndjson"))
        .hasSameTextualContentAs(folder.resolve("banners.ndjson"));
  }

  @Test
  void owner_file_adds_issuers_and_the_edge_to_the_owner() throws IOException {
    FILES.owners(folder.resolve("owners.json"));
    JsonNode owners =
        new ObjectMapper().readTree(folder.resolve("owners.json").toFile()).get("owners");

    assertThat(owners.get(0).get("id").asText()).isEqualTo("microsoft");
    assertThat(texts(owners.get(0).get("issuers")))
        .isEqualTo(PKI.keys(List.of(Issuer.UPDATE_CA_OF_EXPIRED_ROOT, Issuer.UPDATE_CA)));
    assertThat(texts(owners.get(0).get("agents")))
        .containsExactly(owners.get(1).get("id").asText());
    assertThat(owners.get(1).get("asns").get(0).asLong()).isEqualTo(64_500);
  }

  @Test
  void root_file_has_the_expired_root_and_that_of_today()
      throws IOException, GeneralSecurityException {
    FILES.roots(folder.resolve("roots.pem"));

    try (var in = Files.newInputStream(folder.resolve("roots.pem"))) {
      assertThat(List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in)))
          .isEqualTo(List.copyOf(PKI.roots()));
    }
  }

  @Test
  void scope_is_the_owner() throws IOException {
    FILES.scope(folder.resolve("scope"));

    assertThat(
            Files.readAllLines(folder.resolve("scope")).stream()
                .filter(line -> !line.startsWith("#")))
        .containsExactly("owner:microsoft");
  }

  @Test
  void truth_has_a_verdict_for_each_fingerprint() {
    LabTruth truth = FILES.truth();

    assertThat(truth.verdicts()).hasSize(6);
    assertThat(truth.verdicts().stream().mapToInt(LabTruth.Verdict::hosts).sum())
        .isEqualTo(SCENARIO.size());
    assertThat(truth.verdicts())
        .filteredOn(
            verdict -> verdict.fingerprint().equals(PKI.identity(Leaf.EXPIRED_ROOT).fingerprint()))
        .singleElement()
        .extracting(LabTruth.Verdict::kind)
        .isEqualTo(VerdictKind.VPN_CAMOUFLAGE);
  }

  private static boolean ofLeaf(JsonNode banner, Leaf leaf) {
    return banner
        .get("ssl")
        .get("chain_sha256")
        .get(0)
        .asText()
        .equals(PKI.identity(leaf).fingerprint());
  }

  private static String endpoint(JsonNode banner) {
    return banner.get("ip_str").asText()
        + ":"
        + banner.get("port").asInt()
        + "/"
        + banner.get("transport").asText();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return Files.readAllLines(file).stream().map(line -> parsed(mapper, line)).toList();
  }

  private static JsonNode parsed(ObjectMapper mapper, String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + line, e);
    }
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(bytes));
  }
}
