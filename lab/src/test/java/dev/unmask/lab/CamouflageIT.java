package dev.unmask.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.FirstBytes;
import dev.unmask.avro.LivenessResult;
import dev.unmask.avro.OrderlyCloseResult;
import dev.unmask.avro.Resumed;
import dev.unmask.lab.pki.Identity;
import dev.unmask.lab.scenario.Cast;
import dev.unmask.lab.scenario.Cluster;
import dev.unmask.lab.scenario.LabHost;
import dev.unmask.lab.scenario.LabPorts;
import dev.unmask.lab.scenario.LabScenario;
import dev.unmask.lab.scenario.Marks;
import dev.unmask.lab.scenario.NameAnswer;
import dev.unmask.lab.scenario.Reaction;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every cast of today's camouflage, and what a stranger sees of it. All are watched at once, since
 * most of what there is to see is how long they wait.
 */
class CamouflageIT {
  private static final double PACE = 0.15;
  private static final Duration WATCH = Duration.ofMillis(4_400);
  private static final Duration A_WHILE = Duration.ofMillis(600);
  private static final String RANDOM = "x7f3q.invalid";

  private static final Map<String, CompletableFuture<Void>> VISITS = new HashMap<>();
  private static final List<String> NAMES =
      casts(LabScenario.camouflage(PACE, 1, LabPorts.WELL_KNOWN))
          .map(cast -> cast.cast.name())
          .toList();

  private static RunningLab lab;
  private static ExecutorService waiters;
  private static ExecutorService talkers;

  private record InCluster(Cluster cluster, Cast cast) {
    LabHost host(int number) {
      return cast.hosts().get(number % cast.hosts().size());
    }

    Marks marks() {
      return cast.marks().orElseThrow();
    }

    String name() {
      return cluster.leaf().names().get(0);
    }
  }

  @BeforeAll
  static void visitAll() throws IOException {
    lab = RunningLab.start(ports -> LabScenario.camouflage(PACE, 1, ports));
    waiters = Executors.newCachedThreadPool();
    talkers = Executors.newFixedThreadPool(3);
    Map<InCluster, List<CompletableFuture<Void>>> talks = new LinkedHashMap<>();
    casts(lab.scenario()).forEach(cast -> talks.put(cast, talk(cast)));
    talks.values().forEach(parts -> all(parts).exceptionally(failed -> null).join());
    talks.forEach((cast, talk) -> VISITS.put(cast.cast.name(), both(talk, wait(cast))));
  }

  @AfterAll
  static void stop() {
    waiters.shutdownNow();
    talkers.shutdownNow();
    lab.close();
  }

  private static Stream<InCluster> casts(LabScenario scenario) {
    return scenario.clusters().stream()
        .flatMap(cluster -> cluster.casts().stream().map(cast -> new InCluster(cluster, cast)));
  }

  static List<String> names() {
    return NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void cast_shows_its_marks(String cast) {
    VISITS.get(cast).join();
  }

  /** Handshakes keep a processor busy, which would falsify how long others wait. */
  private static List<CompletableFuture<Void>> talk(InCluster cast) {
    return List.of(
        run(talkers, () -> handshake(cast)),
        run(talkers, () -> names(cast)),
        run(talkers, () -> life(cast)),
        run(talkers, () -> resumption(cast)));
  }

  private static List<CompletableFuture<Void>> wait(InCluster cast) {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    cast.marks()
        .firstBytes()
        .forEach((sent, reaction) -> parts.add(run(waiters, () -> first(cast, sent, reaction))));
    parts.add(run(waiters, () -> vpn(cast)));
    return parts;
  }

  private static CompletableFuture<Void> both(
      List<CompletableFuture<Void>> some, List<CompletableFuture<Void>> others) {
    return CompletableFuture.allOf(all(some), all(others));
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> parts) {
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  private static CompletableFuture<Void> run(ExecutorService on, Part part) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            part.check();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        on);
  }

  private interface Part {
    void check() throws IOException;
  }

  private static Stranger stranger(InCluster cast, int number) {
    List<String> protocols =
        cast.marks().protocol().isEmpty() ? List.of("TLSv1.2") : List.of("TLSv1.2", "TLSv1.3");
    return new Stranger(cast.host(number), cast.name(), protocols, WATCH);
  }

  private static void first(InCluster cast, FirstBytes sent, Reaction reaction) throws IOException {
    FirstContact seen = stranger(cast, 0).first(sent);

    assertThat(seen.answer())
        .as("%s: %s", cast.cast.name(), sent)
        .isEqualTo(reaction.within(WATCH));
    if (reaction.after().compareTo(WATCH) < 0) {
      assertThat(seen.after())
          .as("%s: %s", cast.cast.name(), sent)
          .isGreaterThan(reaction.after().multipliedBy(8).dividedBy(10));
    }
  }

  private static void handshake(InCluster cast) throws IOException {
    try (TlsClient client = stranger(cast, 0).handshake()) {
      assertThat(Identity.fingerprint(client.chain().get(0)))
          .as(cast.cast.name())
          .isEqualTo(lab.pki().identity(cast.cluster.leaf()).fingerprint());
      if (!cast.marks().protocol().isEmpty()) {
        assertThat(client.protocol()).isEqualTo(cast.marks().protocol());
      }
    }
    if (cast.marks().protocol().isEmpty()) {
      Stranger modern =
          new Stranger(cast.host(0), cast.name(), List.of("TLSv1.2", "TLSv1.3"), A_WHILE);
      assertThatThrownBy(modern::handshake)
          .as(cast.cast.name())
          .isInstanceOfAny(SocketTimeoutException.class, EOFException.class);
    }
  }

  private static void names(InCluster cast) throws IOException {
    for (Map.Entry<AskedName, NameAnswer> each : cast.marks().names().entrySet()) {
      for (Optional<String> name : asked(each.getKey(), cast)) {
        assertThat(answer(cast, name))
            .as("%s, asked for %s", cast.cast.name(), name)
            .isEqualTo(expected(each.getValue(), name));
      }
    }
  }

  private static List<Optional<String>> asked(AskedName asked, InCluster cast) {
    return switch (asked) {
      case OWN -> List.of(Optional.of(cast.name()));
      case NONE -> List.of(Optional.empty());
      case RANDOM -> List.of(Optional.of(RANDOM));
      case UNRELATED -> LabScenario.UNRELATED_NAMES.stream().map(Optional::of).toList();
    };
  }

  private static String expected(NameAnswer answer, Optional<String> name) {
    if (answer instanceof NameAnswer.Shows shows) {
      return shows.leaf().names().get(0);
    } else if (answer instanceof NameAnswer.ShowsItsOwn) {
      return name.orElseThrow();
    }
    return answer instanceof NameAnswer.Closes ? "closes" : "alerts";
  }

  private static String answer(InCluster cast, Optional<String> name) throws IOException {
    try (TlsClient client = stranger(cast, 1).handshake(name)) {
      return client.chain().get(0).getSubjectX500Principal().getName().split("[=,]")[1];
    } catch (EOFException e) {
      return "closes";
    } catch (SSLException e) {
      assertThat(e).hasMessageContaining("fatal alert");
      return "alerts";
    }
  }

  private static void life(InCluster cast) throws IOException {
    Marks marks = cast.marks();
    assertThat(closed(stranger(cast, 2).liveness()))
        .as(cast.cast.name())
        .isEqualTo(marks.liveness());
    assertThat(stranger(cast, 3).get(A_WHILE)).as(cast.cast.name()).isEqualTo(marks.get());
    if (marks.orderlyClose() != OrderlyCloseResult.NOT_TESTED) {
      assertThat(stranger(cast, 4).orderlyClose())
          .as(cast.cast.name())
          .isEqualTo(marks.orderlyClose());
    }
    assertThat(marks.orderlyClose() == OrderlyCloseResult.NOT_TESTED)
        .isEqualTo(marks.liveness() != LivenessResult.CLOSED);
  }

  /** Who closes with our record unread resets, if it comes too soon. */
  private static LivenessResult closed(LivenessResult result) {
    return result == LivenessResult.RESET ? LivenessResult.CLOSED : result;
  }

  private static void resumption(InCluster cast) throws IOException {
    if (cast.marks().resumed() == Resumed.NOT_TESTED) {
      return;
    }
    resumption(cast, "TLSv1.2");
    if (!cast.marks().protocol().isEmpty()) {
      resumption(cast, "TLSv1.3");
    }
  }

  private static void resumption(InCluster cast, String protocol) throws IOException {
    LabHost genuine = cast.cluster.casts().get(0).hosts().get(0);
    TlsClient.Session shared = new TlsClient.Session();
    long began;
    try (TlsClient client = connect(shared, genuine, cast, protocol)) {
      began = client.sessionBegan();
      client.awaitTicket();
    }
    try (TlsClient client = connect(shared, cast.host(5), cast, protocol)) {
      assertThat(client.sessionBegan() == began)
          .as("%s, %s", cast.cast.name(), protocol)
          .isEqualTo(cast.marks().resumed() == Resumed.YES);
    }
  }

  private static TlsClient connect(
      TlsClient.Session session, LabHost host, InCluster cast, String protocol) throws IOException {
    return session.connect(host, Optional.of(cast.name()), WATCH, protocol);
  }

  private static void vpn(InCluster cast) throws IOException {
    int port = lab.ports().vpn();
    Stranger stranger = stranger(cast, 0);
    assertThat(
            new Marks.Vpn(
                stranger.vpnOverTcp(cast.host(0).tlsPort()),
                stranger.vpnOverTcp(port),
                stranger.vpnOverUdp(port)))
        .as(cast.cast.name())
        .isEqualTo(cast.marks().vpn());
  }
}
