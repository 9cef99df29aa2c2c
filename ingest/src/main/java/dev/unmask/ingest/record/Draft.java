package dev.unmask.ingest.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says, as text and before it is judged: a draft that the readers of each format fill
 * in field by field and that {@link BannerAssembly} makes a banner of. What the record does not say
 * is null or empty. Used by one thread.
 */
final class Draft {

  /** Whose it is, as far as is seen yet. */
  Format format = Format.SHODAN;

  /** Of its own bytes, those that are not to be kept. */
  @Nullable Span withheld;

  @Nullable String ip;
  @Nullable String ipText;
  @Nullable String ipv6;
  @Nullable String port;
  @Nullable String transport;
  @Nullable String timestamp;
  @Nullable String asn;
  @Nullable String organization;
  @Nullable String provider;
  @Nullable String country;
  @Nullable String id;
  @Nullable String module;
  @Nullable String crawledName;
  @Nullable String product;
  List<String> hostnames = List.of();
  List<String> tags = List.of();

  /** The response, or the start of it, if the service's text is one of HTTP. */
  HttpHead response = HttpHead.NONE;

  @Nullable HttpFields http;
  @Nullable TlsFields tls;

  /** What is said of HTTP. */
  static final class HttpFields {
    @Nullable String status;
    @Nullable String server;
    @Nullable String location;
    @Nullable String title;

    /**
     * The first response, where the crawler was sent on from it to the one that the record is
     * about.
     */
    HttpHead redirect = HttpHead.NONE;
  }

  /** What is said of TLS. */
  static final class TlsFields {
    List<String> chain = List.of();
    List<String> chainHashes = List.of();
    @Nullable String fingerprint;
    @Nullable String serial;
    @Nullable String expires;
    @Nullable String subjectText;
    @Nullable String issuerText;
    ClaimedName subject = ClaimedName.EMPTY;
    ClaimedName issuer = ClaimedName.EMPTY;
  }

  boolean namesHost() {
    return ip != null || ipText != null || ipv6 != null;
  }

  /**
   * Takes from what contains this record what is a matter of the host, where the record itself does
   * not say.
   */
  void inherit(Draft container) {
    if (!namesHost()) {
      ip = container.ip;
      ipText = container.ipText;
      ipv6 = container.ipv6;
    }
    asn = asn == null ? container.asn : asn;
    organization = organization == null ? container.organization : organization;
    provider = provider == null ? container.provider : provider;
    country = country == null ? container.country : country;
    hostnames = hostnames.isEmpty() ? container.hostnames : hostnames;
    tags = tags.isEmpty() ? container.tags : tags;
    crawledName = crawledName == null ? container.crawledName : crawledName;
    timestamp = timestamp == null ? container.timestamp : timestamp;
  }
}
