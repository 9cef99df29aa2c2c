package dev.unmask.app.command;

import dev.unmask.app.decide.Dispositions;
import dev.unmask.app.decide.Known;
import dev.unmask.app.read.Findings;
import dev.unmask.app.view.DispositionTable;
import dev.unmask.avro.Disposition;
import dev.unmask.avro.DispositionKind;
import dev.unmask.avro.Verdict;
import dev.unmask.classify.alert.DispositionKey;
import dev.unmask.schemas.connection.KafkaConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What the commands {@code ack}, {@code suppress} and {@code allow} have in common. */
final class Decision {
  private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{6,63}");

  @Parameters(
      paramLabel = "CASE|FINGERPRINT|NETWORK",
      arity = "0..1",
      description =
          "Id of a case; SHA-256 of a certificate, or the first six digits or more of it, or of a"
              + " public key; or an autonomous system: AS64500.")
  private String subject = "";

  @Option(names = "--why", paramLabel = "TEXT", description = "Why, for whoever asks later.")
  private String why = "";

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Until.class,
      description =
          "Until when it holds: 24h, 7d, 2027-01-31, 2027-01-31T08:00:00Z. Default: until it is"
              + " taken back.")
  private @Nullable Instant until;

  @Option(names = "--by", paramLabel = "NAME", description = "Who decides. Default: you.")
  private String by = System.getProperty("user.name", "");

  @Option(names = "--take-back", description = "Take back what was decided about it.")
  private boolean takeBack;

  @Option(names = "--list", description = "List what has been decided and holds, and do nothing.")
  private boolean list;

  @ArgGroup(validate = false, heading = Examples.CONNECTION)
  private ConnectionOptions connectionOptions = new ConnectionOptions();

  int make(DispositionKind kind, CommandSpec spec) throws IOException {
    Instant now = Instant.now();
    check(kind, spec, now);
    KafkaConnection connection = connectionOptions.impatient();
    Needed.check(
        connection, connection.topics().dispositions(), connection.topics().currentVerdicts());
    Dispositions dispositions = new Dispositions(connection);
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      DispositionTable.of(dispositions.inForce(now)).forEach(out::println);
      return 0;
    }
    Findings findings = new Findings(connection);
    String key = key(findings);
    if (takeBack) {
      dispositions.takeBack(key, now);
      out.println("taken back: " + key);
      return 0;
    }
    Collection<Verdict> verdicts = verdicts(findings, key);
    dispositions.put(key, disposition(kind, Known.of(verdicts), now), now);
    out.println(said(kind, key, verdicts));
    return 0;
  }

  private void check(DispositionKind kind, CommandSpec spec, Instant now) {
    if (subject.isEmpty() == !list) {
      throw new ParameterException(
          spec.commandLine(),
          list
              ? "--list stands alone"
              : "no case, fingerprint or network given, and no --list either");
    }
    if (until != null && !until.isAfter(now)) {
      throw new ParameterException(spec.commandLine(), "--until " + until + " is over already");
    }
    boolean network = DispositionKey.of(subject).filter(DispositionKey::isNetwork).isPresent();
    if (kind == DispositionKind.ACKNOWLEDGED && network && !takeBack) {
      throw new ParameterException(
          spec.commandLine(),
          subject
              + ": a network cannot be acknowledged, since what will be seen in it is not known;"
              + " suppress or allow it, or acknowledge a case");
    }
    if (!list && DispositionKey.of(subject).isEmpty() && !isBeginning()) {
      throw new ParameterException(
          spec.commandLine(),
          "'"
              + subject
              + "' is no case, no fingerprint (6 to 64 hex digits) and no network"
              + " (AS64500)");
    }
  }

  private boolean isBeginning() {
    return BEGINNING.matcher(subject.toLowerCase(Locale.ROOT)).matches();
  }

  /** The key of a whole subject, or of the one certificate whose fingerprint begins so. */
  private String key(Findings findings) throws IOException {
    Optional<String> whole = DispositionKey.of(subject);
    if (whole.isPresent()) {
      return whole.get();
    }
    List<String> found =
        findings.onCertificates(subject.toLowerCase(Locale.ROOT)).stream()
            .map(Verdict::getFingerprint)
            .toList();
    if (found.size() != 1) {
      throw new IOException(found.size() + " certificates are known that begin with " + subject);
    }
    return found.get(0);
  }

  private static Collection<Verdict> verdicts(Findings findings, String key) {
    if (DispositionKey.isNetwork(key)) {
      return List.of();
    }
    return DispositionKey.isCase(key) ? findings.ofCase(key) : findings.onCertificates(key);
  }

  private Disposition disposition(DispositionKind kind, Known known, Instant now) {
    return Disposition.newBuilder()
        .setKind(kind)
        .setBy(by)
        .setWhy(why)
        .setAt(now)
        .setUntil(until)
        .setSeverity(known.severity().orElse(null))
        .setHosts(known.hosts().isPresent() ? known.hosts().getAsLong() : null)
        .build();
  }

  private String said(DispositionKind kind, String key, Collection<Verdict> verdicts) {
    long hosts = verdicts.stream().mapToLong(verdict -> verdict.getHosts().getTotal()).sum();
    String concerns =
        DispositionKey.isNetwork(key)
            ? ""
            : verdicts.isEmpty()
                ? " (there is no verdict on it now)"
                : " (" + verdicts.iterator().next().getKind() + ", " + hosts + " hosts)";
    return kind.name().toLowerCase(Locale.ROOT)
        + ": "
        + key
        + concerns
        + (until == null ? ", until it is taken back" : ", until " + until);
  }
}
