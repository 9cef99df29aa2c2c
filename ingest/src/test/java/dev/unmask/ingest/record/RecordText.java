package dev.unmask.ingest.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unmask.schemas.certificate.CertificateFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A record as Shodan writes it, of 192.0.2.7:443 unless a test says otherwise. Immutable. */
public record RecordText(Map<String, String> fields) {

  /** A record of a port that said nothing. */
  public static RecordText aRecord() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ip", "3221225991");
    fields.put("ip_str", "\"192.0.2.7\"");
    fields.put("port", "443");
    fields.put("transport", "\"tcp\"");
    fields.put("timestamp", "\"2026-11-23T05:06:07.890123\"");
    fields.put("asn", "\"AS64500\"");
    fields.put("org", "\"Example Org\"");
    fields.put("isp", "\"Example Carrier\"");
    fields.put("hostnames", "[\"www.example.com\"]");
    fields.put("location", "{\"country_code\":\"NL\",\"city\":null}");
    fields.put(
        "_shodan",
        "{\"id\":\"fd4a9812\",\"module\":\"https\",\"options\":{\"hostname\":\"www.example.com\"}}");
    fields.put("data", "\"\"");
    return new RecordText(fields);
  }

  /** With this JSON as the value of a field. */
  public RecordText with(String field, String json) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, json);
    return new RecordText(changed);
  }

  public RecordText without(String field) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.remove(field);
    return new RecordText(changed);
  }

  /** With this chain, and the scanner's own reading of it, which agrees. */
  public RecordText showing(TestChain chain) {
    String sha256 = CertificateFacts.sha256(chain.der().get(0));
    return with(
        "ssl",
        "{\"chain\":["
            + String.join(",", chain.pem())
            + "],\"chain_sha256\":[\""
            + sha256
            + "\"],"
            + "\"versions\":[\"-TLSv1\",\"TLSv1.2\"],\"jarm\":\""
            + "0".repeat(62)
            + "\","
            + "\"dhparams\":null,\"trust\":{\"revoked\":false,\"browser\":null},"
            + "\"cert\":{\"version\":2,\"serial\":"
            + chain.serial()
            + ",\"expires\":\"20261231235958Z\","
            + "\"pubkey\":{\"type\":\"dsa\",\"bits\":256},"
            + "\"subject\":{\"CN\":\"www.example.com\",\"O\":\"Example\"},"
            + "\"issuer\":{\"CN\":\"Test Issuer\",\"O\":\"Example\"},"
            + "\"fingerprint\":{\"sha256\":\""
            + sha256
            + "\"}}}");
  }

  /** The record as JSON on one line. */
  public String line() {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  public byte[] bytes() {
    return line().getBytes(UTF_8);
  }
}
