package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;
import dev.unmask.schemas.connection.KafkaConnection;
import dev.unmask.schemas.topic.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The epochs that there are on a cluster. Asks the broker each time; use from one thread. */
public final class Epochs implements AutoCloseable {

  private final Topics open;
  private final Admin admin;
  private final Decisions decisions;
  private final Progress progress;

  /** Contacts nobody yet. */
  public Epochs(KafkaConnection connection) {
    open = connection.topics();
    admin = Admin.create(connection.client("unmask-epochs-admin"));
    decisions = new Decisions(connection);
    progress = new Progress(open, admin);
  }

  /** Every epoch that has, or had of late, processes at work; by number. */
  public List<EpochState> all() throws InterruptedException {
    SortedSet<Long> numbers = new TreeSet<>();
    Pattern ours = Pattern.compile(Pattern.quote(open.prefix()) + "\\.classify(?:-([1-9][0-9]*))?");
    for (String group : groups()) {
      Matcher matcher = ours.matcher(group);
      if (matcher.matches()) {
        numbers.add(matcher.group(1) == null ? 1L : Long.parseLong(matcher.group(1)));
      }
    }
    return numbers.stream().map(this::state).toList();
  }

  /** The number of the live epoch; 0 while it is handed over. */
  public long live() {
    return decisions.now().getLive();
  }

  /** How far one epoch is. */
  public EpochState state(long number) {
    Mode mode = live() == number ? Mode.LIVE : Mode.SHADOW;
    try {
      Collection<MemberDescription> members = members(Epoch.applicationId(open, number));
      try {
        return progress.of(number, mode, members);
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
          return new EpochState(number, mode, members.size(), false, 0, 0);
        }
        throw failed;
      }
    } catch (ExecutionException failed) {
      throw new KafkaException("epoch " + number + ": " + failed.getCause(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", interrupted);
    }
  }

  Admin admin() {
    return admin;
  }

  Decisions decisions() {
    return decisions;
  }

  /** Threads of its processes; those that may be at work as the live one only. */
  Collection<MemberDescription> mayBeLive(long number)
      throws ExecutionException, InterruptedException {
    String group = Epoch.applicationId(open, number);
    return members(group).stream()
        .filter(member -> !ClientId.isShadow(group, member.clientId()))
        .toList();
  }

  /** Whether any of its processes is at work in the shadow. */
  boolean inShadow(long number) throws ExecutionException, InterruptedException {
    String group = Epoch.applicationId(open, number);
    return members(group).stream().anyMatch(member -> ClientId.isShadow(group, member.clientId()));
  }

  private Collection<MemberDescription> members(String group)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .flatMap(description -> description.members().stream())
          .toList();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw failed;
    }
  }

  private List<String> groups() throws InterruptedException {
    try {
      return admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
    } catch (ExecutionException failed) {
      throw new KafkaException("cannot list groups: " + failed.getCause(), failed);
    }
  }

  @Override
  public void close() throws IOException {
    decisions.close();
    admin.close();
  }
}
