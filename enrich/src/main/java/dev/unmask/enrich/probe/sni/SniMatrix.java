package dev.unmask.enrich.probe.sni;

import dev.unmask.avro.AskedName;
import dev.unmask.avro.Outcome;
import dev.unmask.enrich.probe.connection.Connection;
import dev.unmask.enrich.probe.tls.Handshake;
import dev.unmask.enrich.probe.visit.Finding;
import dev.unmask.enrich.probe.visit.HostTarget;
import dev.unmask.enrich.probe.visit.Probe;
import dev.unmask.enrich.probe.visit.ProbeEnd;
import dev.unmask.enrich.probe.visit.Tier;
import dev.unmask.enrich.probe.visit.Visit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The same handshake with no name, a name that nobody has, and names of others. A fixed relay
 * treats them all as its origin does; an open SNI proxy shows each name's own certificate; a filter
 * lets one pass.
 *
 * <pre>
 *   first handshake (the row of the own name) --> none --> random --> unrelated --> unrelated --> done
 * </pre>
 *
 * Where the first handshake had no name to ask for, it is the row of none.
 */
public final class SniMatrix implements Probe {

  @Override
  public Tier tier() {
    return Tier.MANNERS;
  }

  @Override
  public Need need() {
    return Need.OPEN_PORT;
  }

  @Override
  public void run(Visit visit, ProbeEnd end) {
    new Matrix(visit, end).begin();
  }

  @Override
  public Finding notTested(Outcome why, String detail) {
    return new SniFinding(why, detail, List.of());
  }

  /** One host's. */
  private static final class Matrix {
    private final Visit visit;
    private final ProbeEnd end;
    private final List<SniFinding.Row> rows = new ArrayList<>();
    private final Iterator<Asked> names;

    Matrix(Visit visit, ProbeEnd end) {
      this.visit = visit;
      this.end = end;
      HostTarget target = visit.target();
      this.names =
          new AskedNames(leaf(visit), target.serverName(), target.owner())
              .all().stream()
                  .filter(name -> name.kind() != AskedName.NONE || target.serverName().isPresent())
                  .iterator();
    }

    void begin() {
      Optional<String> name = visit.target().serverName();
      AskedName kind = name.isPresent() ? AskedName.OWN : AskedName.NONE;
      visit.handshake().ifPresent(first -> seen(new Asked(kind, name), first));
      next();
    }

    private void next() {
      if (!names.hasNext()) {
        end.with(SniFinding.complete(rows));
        return;
      }
      end.ifStopped((why, detail) -> new SniFinding(why, detail, rows));
      Asked asked = names.next();
      visit.handshake(
          asked.name(),
          shaken -> {
            shaken.connection().ifPresent(Connection::reset);
            seen(asked, shaken);
            next();
          });
    }

    private void seen(Asked asked, Handshake shaken) {
      rows.add(new SniFinding.Row(asked, shaken));
    }

    private static Optional<byte[]> leaf(Visit visit) {
      return visit.handshake().flatMap(first -> first.chain().stream().findFirst());
    }
  }
}
