package dev.unmask.app.demo;

import dev.unmask.avro.Endpoint;
import dev.unmask.avro.Observation;
import dev.unmask.avro.OpenVpnAnswer;
import dev.unmask.avro.Outcome;
import dev.unmask.avro.Role;
import dev.unmask.avro.VpnEvidence;
import dev.unmask.lab.feed.LabTruth;
import dev.unmask.schemas.endpoint.Endpoints;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The figures of DIVD-2022-00013 as the observations of one run have them: counted from what was
 * seen at each host, not from any verdict. Immutable.
 *
 * @param hosts endpoints whose certificate names the owner
 * @param onLdaps of these, on a port of LDAPS
 * @param sameCertificate those with the commonest certificate; the figures that follow are about
 *     these
 * @param completed handshakes completed
 * @param answered hosts that sent HTTP after it
 * @param forbidden of these, with status 403
 * @param redirects of these, redirects, by the host name in their Location
 * @param vpnPortOpen with 1194/tcp open
 * @param openVpn with an OpenVPN that echoed our session id
 */
public record CaseFigures(
    long hosts,
    long onLdaps,
    long sameCertificate,
    long completed,
    long answered,
    long forbidden,
    Map<String, Long> redirects,
    long vpnPortOpen,
    long openVpn) {

  /** In place of a figure that nobody counted. */
  public static final long UNKNOWN = -1;

  /** Where the genuine hosts of the lab's casts redirect to. */
  private static final Map<String, String> REDIRECTS =
      Map.of(
          "genuine-to-fe2", "fe2.update.microsoft.com",
          "genuine-to-www", "www.update.microsoft.com",
          "genuine-to-support", "support.microsoft.com");

  /** Copies the redirects. */
  public CaseFigures {
    redirects = Map.copyOf(redirects);
  }

  /**
   * The case as DIVD counted it: most hosts had 1194/tcp open, how many was not said, nor how many
   * were OpenVPN.
   */
  public static final CaseFigures DIVD =
      new CaseFigures(
          8_588,
          357,
          8_231,
          8_231,
          6,
          1,
          Map.of(
              "fe2.update.microsoft.com",
              1L,
              "www.update.microsoft.com",
              1L,
              "support.microsoft.com",
              3L),
          UNKNOWN,
          UNKNOWN);

  /** What there should be to count in a lab. */
  public static CaseFigures of(LabTruth truth) {
    String commonest =
        truth.verdicts().stream()
            .max(Comparator.comparingInt(LabTruth.Verdict::hosts))
            .map(LabTruth.Verdict::fingerprint)
            .orElse("");
    List<LabTruth.Host> same =
        truth.hosts().stream().filter(host -> host.fingerprint().equals(commonest)).toList();
    return new CaseFigures(
        truth.hosts().size(),
        truth.hosts().stream().filter(host -> isLdaps(Endpoints.parse(host.endpoint()))).count(),
        same.size(),
        same.stream().filter(host -> host.role() != Role.UNREACHABLE).count(),
        same.stream().filter(host -> host.role() == Role.GENUINE).count(),
        same.stream().filter(host -> host.cast().equals("genuine-forbidden")).count(),
        same.stream()
            .flatMap(host -> Optional.ofNullable(REDIRECTS.get(host.cast())).stream())
            .collect(counting()),
        same.stream().filter(host -> host.vpn() != VpnEvidence.NONE).count(),
        same.stream().filter(host -> host.vpn() == VpnEvidence.OPENVPN_PROVED).count());
  }

  /** Counts. The observations are the newest of each endpoint. */
  public static CaseFigures of(Collection<Observation> newest) {
    Map<String, Long> byFingerprint =
        newest.stream().flatMap(one -> fingerprint(one).stream()).collect(counting());
    String commonest =
        byFingerprint.entrySet().stream()
            .max(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse("");
    List<Observation> same =
        newest.stream()
            .filter(one -> fingerprint(one).filter(commonest::equals).isPresent())
            .toList();
    return new CaseFigures(
        byFingerprint.values().stream().mapToLong(Long::longValue).sum(),
        newest.stream()
            .filter(one -> fingerprint(one).isPresent() && isLdaps(one.getEndpoint()))
            .count(),
        same.size(),
        same.stream().filter(CaseFigures::completed).count(),
        same.stream().filter(one -> status(one).isPresent()).count(),
        same.stream()
            .filter(one -> status(one).filter(status -> status == 403).isPresent())
            .count(),
        same.stream().flatMap(one -> redirect(one).stream()).collect(counting()),
        same.stream()
            .filter(
                one ->
                    one.getOpenVpn().stream()
                        .filter(vpn -> vpn.getPort() != one.getEndpoint().getPort())
                        .anyMatch(vpn -> vpn.getConnect() == Outcome.SUCCESS))
            .count(),
        same.stream()
            .filter(
                one ->
                    one.getOpenVpn().stream()
                        .anyMatch(vpn -> vpn.getAnswer() == OpenVpnAnswer.PROVED))
            .count());
  }

  private static Collector<String, ?, Map<String, Long>> counting() {
    return Collectors.groupingBy(any -> any, Collectors.counting());
  }

  /** The certificate that the host shows, or else the one that its banner showed. */
  private static Optional<String> fingerprint(Observation one) {
    return Optional.ofNullable(one.getTls())
        .flatMap(tls -> tls.getChain().stream().findFirst())
        .or(() -> Optional.ofNullable(one.getBanner().getFingerprint()));
  }

  private static boolean isLdaps(Endpoint endpoint) {
    return endpoint.getPort() == 636 || endpoint.getPort() == 3269;
  }

  private static boolean completed(Observation one) {
    return one.getTls() != null && one.getTls().getHandshakeCompleted();
  }

  private static Optional<Integer> status(Observation one) {
    return Optional.ofNullable(one.getApplication())
        .flatMap(app -> Optional.ofNullable(app.getHttp()))
        .map(http -> http.getStatus());
  }

  private static Optional<String> redirect(Observation one) {
    return Optional.ofNullable(one.getApplication())
        .flatMap(app -> Optional.ofNullable(app.getHttp()))
        .filter(http -> http.getStatus() != null && http.getStatus() / 100 == 3)
        .flatMap(http -> Optional.ofNullable(http.getLocation()))
        .flatMap(CaseFigures::hostOf);
  }

  private static Optional<String> hostOf(String location) {
    try {
      return Optional.ofNullable(URI.create(location).getHost());
    } catch (IllegalArgumentException noUri) {
      return Optional.empty();
    }
  }
}
