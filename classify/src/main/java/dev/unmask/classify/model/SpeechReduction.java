package dev.unmask.classify.model;

import dev.unmask.avro.ApplicationAnswer;
import dev.unmask.avro.ApplicationProbe;
import dev.unmask.avro.HttpSummary;
import dev.unmask.avro.Observation;
import dev.unmask.classify.model.Speech.Answer;
import dev.unmask.classify.model.Speech.Redirect;
import dev.unmask.classify.model.Speech.Request;
import dev.unmask.schemas.owner.Owner;
import dev.unmask.schemas.owner.OwnerCatalogue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what a host answered to the little that is compared of it. */
final class SpeechReduction {

  private static final int MOST_TITLE = 64;

  private static final String NOTHING_DISTINCTIVE = "0000";

  private SpeechReduction() {}

  static Request request(@Nullable ApplicationProbe probe) {
    return probe == null
        ? Request.NOT_TESTED
        : Reduction.named(Request.values(), probe.getRequest(), Request.NOT_TESTED);
  }

  static Answer answer(@Nullable ApplicationProbe probe) {
    if (probe == null) {
      return Answer.NOT_TESTED;
    }
    return probe.getAnswer() == ApplicationAnswer.HTTP_RESPONSE
        ? byStatus(probe.getHttp())
        : Reduction.named(Answer.values(), probe.getAnswer(), Answer.NOT_TESTED);
  }

  private static Answer byStatus(@Nullable HttpSummary http) {
    int status = http == null || http.getStatus() == null ? 0 : http.getStatus();
    return switch (status / 100) {
      case 2 -> Answer.HTTP_SUCCESS;
      case 3 -> Answer.HTTP_REDIRECT;
      case 4, 5 -> Answer.HTTP_ERROR;
      default -> Answer.HTTP_OTHER;
    };
  }

  /**
   * What stays the same from request to request and from edge to edge of one server: bodies carry
   * nonces, Server headers the names of edges, paths of redirects the names of sessions. In two
   * halves: content that differs is another's, but only what is alike in full is the same server's.
   */
  static String shape(@Nullable ApplicationProbe probe) {
    Answer answer = answer(probe);
    if (probe == null || !answer.spoke()) {
      return "";
    }
    @Nullable HttpSummary http = probe.getHttp();
    if (http == null) {
      String bytes = text(probe.getBodySha256());
      String hash = Hashes.hex(2, answer.name(), bytes);
      return hash + (bytes.isEmpty() ? NOTHING_DISTINCTIVE : hash);
    }
    String status = String.valueOf(http.getStatus());
    String host = Location.host(text(http.getLocation())).orElse("");
    String title = answer == Answer.HTTP_SUCCESS ? title(text(http.getTitle())) : "";
    String content = Hashes.hex(2, status, host, title);
    return host.isEmpty() && title.isEmpty()
        ? content + NOTHING_DISTINCTIVE
        : content + Hashes.hex(2, status, host, title, product(text(http.getServer())));
  }

  static Redirect redirect(Observation seen, OwnerCatalogue owners) {
    Redirect redirect = target(seen, owners);
    return redirect != Redirect.CATALOGUED && answering(seen, owners).isPresent()
        ? Redirect.EXPECTED
        : redirect;
  }

  private static Redirect target(Observation seen, OwnerCatalogue owners) {
    @Nullable ApplicationProbe probe = seen.getApplication();
    if (probe == null || answer(probe) != Answer.HTTP_REDIRECT) {
      return Redirect.NONE;
    }
    String location = location(probe);
    if (location.isEmpty()) {
      return Redirect.NONE;
    }
    Optional<String> host = Location.host(location);
    if (host.isEmpty() || host.get().equals(seen.getEndpoint().getIp())) {
      return Redirect.SELF;
    }
    if (owner(host.get(), owners).isPresent()) {
      return Redirect.CATALOGUED;
    }
    return host.get().equals(text(probe.getHost()).toLowerCase(Locale.ROOT))
        ? Redirect.SELF
        : Redirect.ELSEWHERE;
  }

  static String redirectOwner(Observation seen, OwnerCatalogue owners) {
    @Nullable ApplicationProbe probe = seen.getApplication();
    if (probe == null) {
      return "";
    }
    Optional<Owner> owner =
        target(seen, owners) == Redirect.CATALOGUED
            ? Location.host(location(probe)).flatMap(host -> owner(host, owners))
            : answering(seen, owners);
    return owner.map(Owner::id).orElse("");
  }

  /** Whose servers are known to answer so. */
  private static Optional<Owner> answering(Observation seen, OwnerCatalogue owners) {
    @Nullable ApplicationProbe probe = seen.getApplication();
    if (probe == null || probe.getHttp() == null || probe.getHttp().getStatus() == null) {
      return Optional.empty();
    }
    HttpSummary http = probe.getHttp();
    Optional<String> elsewhere =
        target(seen, owners) == Redirect.ELSEWHERE
            ? Location.host(location(probe))
            : Optional.empty();
    return owners.answering(http.getStatus(), product(text(http.getServer())), elsewhere);
  }

  private static Optional<Owner> owner(String host, OwnerCatalogue owners) {
    return owners.named(List.of(host));
  }

  private static String location(ApplicationProbe probe) {
    @Nullable HttpSummary http = probe.getHttp();
    return http == null ? "" : text(http.getLocation()).strip();
  }

  /** The first product of a Server header (RFC 9110 10.2.4), without its version. */
  private static String product(String server) {
    int end = 0;
    while (end < server.length() && "/ (;,".indexOf(server.charAt(end)) < 0) {
      end++;
    }
    return server.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static String title(String title) {
    String letters = title.replaceAll("[0-9]+", "").strip();
    return letters.substring(0, Math.min(letters.length(), MOST_TITLE));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
