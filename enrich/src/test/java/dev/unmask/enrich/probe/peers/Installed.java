package dev.unmask.enrich.probe.peers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs of Debian that tests start as peers. A test whose program is missing is skipped and says
 * which package has it; with {@code UNMASK_PEERS=required} in the environment, as {@code .ci/run}
 * sets it, the test fails.
 */
public enum Installed {
  NGINX("nginx", "nginx and libnginx-mod-stream"),
  HAPROXY("haproxy", "haproxy"),
  STUNNEL("stunnel4", "stunnel4"),
  SSLH("sslh", "sslh"),
  OPENVPN("openvpn", "openvpn"),
  OPENSSL("openssl", "openssl"),
  IP("ip", "iproute2"),
  NFT("nft", "nftables"),
  SOCAT("socat", "socat"),
  SLAPD("slapd", "slapd"),
  APACHE("apache2", "apache2-bin"),
  GNUTLS("gnutls-serv", "gnutls-bin");

  private final String program;
  private final String packages;

  Installed(String program, String packages) {
    this.program = program;
    this.packages = packages;
  }

  /** Where it is; what is missing ends the test. */
  public String path() {
    return folders()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseGet(() -> missing(program + " is not installed (Debian: " + packages + ")"));
  }

  /** Ends the test for want of something that Debian, or a Linux kernel, has. */
  public static String missing(String what) {
    if ("required".equals(System.getenv("UNMASK_PEERS"))) {
      return Assertions.fail(what + ", and UNMASK_PEERS=required");
    }
    return Assumptions.abort(what);
  }

  /** The folders of PATH, and those of daemons, which are not in everybody's. */
  private static Stream<Path> folders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator, -1)),
            Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/usr/local/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of);
  }
}
