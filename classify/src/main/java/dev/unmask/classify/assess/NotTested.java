package dev.unmask.classify.assess;

import dev.unmask.classify.evidence.Behaviour;
import dev.unmask.classify.evidence.Cluster;
import dev.unmask.classify.evidence.Figures;
import dev.unmask.classify.evidence.Rows;
import dev.unmask.classify.model.Reach.PassiveReason;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.model.Vpn.OpenVpn;
import dev.unmask.classify.model.Vpn.Port1194;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was not tested, and why, a sentence each. Not tested is not "no". */
final class NotTested {

  private static final SortedMap<FurtherTest, String> MANNERS =
      new TreeMap<>(
          Map.of(
              FurtherTest.RESUMPTION, "session resumption across hosts",
              FurtherTest.ROUND_TRIPS, "round trips",
              FurtherTest.HALF_CLOSE, "half-close",
              FurtherTest.SERVER_NAMES, "other server names",
              FurtherTest.FIRST_BYTES, "partial first bytes",
              FurtherTest.SHARED_TLS_PORT, "OpenVPN on the TLS port"));

  private NotTested() {}

  static List<String> sentences(Cluster cluster) {
    List<String> sentences = new ArrayList<>();
    unprobed(cluster.all(), sentences);
    Rows completed = cluster.all().where(Signature::completed);
    if (completed.hosts() > 0) {
      twins(cluster, sentences);
      behaviour(completed, sentences);
      manners(completed, sentences);
    }
    if (cluster.certificate().isEmpty()) {
      sentences.add("The certificate itself has not arrived yet: whom it names is not known.");
    } else if (cluster.owner().isEmpty()) {
      sentences.add(
          "The certificate names nobody in the owner catalogue: whose networks the hosts stand in"
              + " could not be compared.");
    }
    return sentences;
  }

  private static void unprobed(Rows all, List<String> sentences) {
    for (PassiveReason reason : PassiveReason.values()) {
      long hosts = all.hosts(host -> !host.probed() && host.reach().passiveReason() == reason);
      if (hosts > 0) {
        sentences.add(
            Figures.hosts(hosts) + (hosts == 1 ? " was" : " were") + " not probed: " + why(reason));
      }
    }
  }

  private static String why(PassiveReason reason) {
    return switch (reason) {
      case PROBING_OFF -> "policy does not allow it, as no contact or no scope is set.";
      case OUT_OF_SCOPE -> "policy does not allow it, as the scope does not hold them.";
      case BLOCKLISTED -> "policy does not allow it, as the blocklist holds them.";
      case NOT_WATCHED ->
          "the certificate named no watched owner and was not known to be shared widely.";
      case NOT_SAMPLED -> "enough hosts of the cluster had been probed.";
      case NO_CERTIFICATE -> "the banner had no certificate.";
      case RECENTLY_PROBED -> "they had been a short time before.";
      case NONE, OTHER -> "no reason was given.";
    };
  }

  private static void twins(Cluster cluster, List<String> sentences) {
    if (cluster.homeKnown() && !cluster.inside().any(Signature::completed)) {
      sentences.add(
          "No host inside the networks of "
              + cluster.ownerName()
              + " was tested with this certificate, so there is no twin to compare with.");
    }
  }

  private static void behaviour(Rows completed, List<String> sentences) {
    long hosts = completed.hosts();
    missing(
        sentences,
        hosts,
        completed.hosts(Behaviour::livenessTested),
        "LIVENESS (a forged record after the handshake)");
    missing(sentences, hosts, completed.hosts(Behaviour::asked), "application data by HTTP");
    missing(
        sentences,
        hosts,
        completed.hosts(
            host ->
                host.vpn().port1194() != Port1194.NOT_TESTED
                    || host.vpn().openVpn() != OpenVpn.NOT_TESTED),
        "1194/tcp and OpenVPN");
  }

  private static void missing(List<String> sentences, long hosts, long tested, String what) {
    if (tested < hosts) {
      sentences.add(
          Figures.of(hosts - tested, hosts)
              + " that completed the handshake were not tested for "
              + what
              + ".");
    }
  }

  private static void manners(Rows completed, List<String> sentences) {
    List<String> never = new ArrayList<>();
    List<String> few = new ArrayList<>();
    MANNERS.forEach(
        (test, what) -> {
          long made = completed.hosts(test::made);
          if (made == 0) {
            never.add(what);
          } else if (made < completed.hosts()) {
            few.add(what + " (" + Figures.of(made, completed.hosts()) + ")");
          }
        });
    if (!never.isEmpty()) {
      sentences.add(capital(String.join(", ", never)) + ": not tested on any host.");
    }
    if (!few.isEmpty()) {
      sentences.add("Tested on a sample only: " + String.join(", ", few) + ".");
    }
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
