package dev.unmask.classify.topology.latest;

import dev.unmask.avro.Observation;
import dev.unmask.avro.TlsProbe;
import dev.unmask.classify.model.Signature;
import dev.unmask.classify.topology.message.Fingerprint;
import dev.unmask.classify.topology.message.Seen;
import dev.unmask.classify.topology.message.Standing;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What an observation comes to: a sighting of the certificate that the endpoint shows, and, where
 * the banner showed another, that older claim. Immutable; a pure function of the observation and
 * the catalogue.
 *
 * @param sighting of the live leaf where the handshake showed one, else of the banner's
 * @param claim the banner's certificate where it is another, and when; older than the sighting
 *     always
 * @param seen from when to when the sighting's certificate was seen
 */
record Observed(Sighting sighting, Optional<Shown> claim, Seen seen) {

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  /** Empty for an observation of an endpoint that shows no certificate. */
  static Optional<Observed> of(Observation observation, OwnerCatalogue owners) {
    Optional<String> claimed = Fingerprint.of(observation.getBanner().getFingerprint());
    return live(observation.getTls())
        .or(() -> claimed)
        .map(shown -> of(observation, sighting(observation, shown, owners), claimed));
  }

  private static Observed of(Observation observation, Sighting sighting, Optional<String> claimed) {
    long bannerTime = bannerTime(observation);
    Optional<String> other = claimed.filter(leaf -> !leaf.equals(sighting.fingerprint()));
    return new Observed(
        sighting,
        // Before the sighting in any case: so no claim is ever newer than what the endpoint shows,
        // which the order rule of LatestRow rests on.
        other.map(leaf -> new Shown(Math.min(bannerTime, sighting.time() - 1), leaf)),
        new Seen(other.isPresent() ? sighting.time() : bannerTime, sighting.time()));
  }

  private static Optional<String> live(@Nullable TlsProbe tls) {
    return Optional.ofNullable(tls)
        .map(TlsProbe::getChain)
        .filter(chain -> !chain.isEmpty())
        .flatMap(chain -> Fingerprint.of(chain.get(0)));
  }

  private static Sighting sighting(
      Observation observation, String fingerprint, OwnerCatalogue owners) {
    Signature signature = Signature.of(observation, owners);
    return new Sighting(
        observation.getObservedAt().toEpochMilli(),
        fingerprint,
        signature.probed(),
        new Standing(
            Bytes.wrap(signature.encode()),
            network(observation.getBanner().getAsn()),
            country(observation.getBanner().getCountry())));
  }

  /** When the banner was made, as far as it says so; never after the observation. */
  private static long bannerTime(Observation observation) {
    long observed = observation.getObservedAt().toEpochMilli();
    long banner = observation.getBanner().getObservedAt().toEpochMilli();
    return banner == 0 ? observed : Math.min(banner, observed);
  }

  private static OptionalLong network(@Nullable Long asn) {
    return asn == null || asn < 0 ? OptionalLong.empty() : OptionalLong.of(asn);
  }

  private static String country(@Nullable String country) {
    return country != null && COUNTRY.matcher(country).matches() ? country : "";
  }
}
