package dev.unmask.classify.epoch;

import dev.unmask.classify.topology.store.Mode;
import dev.unmask.schemas.topic.Topics;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What an epoch has read of what it has to read, by what its group has committed. What is public it
 * reads from the topics that its members are assigned or that it has committed something of: an
 * epoch of another build may have others than this one.
 */
record Progress(Topics open, Admin admin) {

  /**
   * Asks the broker. Fails with an {@link
   * org.apache.kafka.common.errors.UnknownTopicOrPartitionException} where a topic of its own is
   * missing, which its processes create when they begin.
   */
  EpochState of(long number, Mode mode, Collection<MemberDescription> members)
      throws ExecutionException, InterruptedException {
    String group = Epoch.applicationId(open, number);
    Set<String> read = read(group);
    boolean fed = inputs(open.ofEpoch(number)).stream().anyMatch(read::contains);
    List<String> inputs = inputs(fed ? open.ofEpoch(number) : open);
    long unread = new Lag(admin, group, inputs).offsets();
    long lag = unread + new Lag(admin, group, List.of(group + "-moves-repartition")).offsets();
    Set<String> known = assigned(members);
    known.addAll(read);
    List<String> standing = Standing.topics(group, open).stream().filter(known::contains).toList();
    return new EpochState(
        number,
        mode,
        members.size(),
        (unread == 0 || inputs.stream().anyMatch(read::contains))
            && (mode == Mode.LIVE || known.containsAll(Standing.required(open))),
        fed ? lag + new Lag(admin, Epoch.feedGroup(open, number), inputs(open)).offsets() : lag,
        mode == Mode.LIVE ? 0 : new Lag(admin, group, standing).offsets());
  }

  private static List<String> inputs(Topics topics) {
    return List.of(topics.observations().name(), topics.certificates().name());
  }

  private static Set<String> assigned(Collection<MemberDescription> members) {
    return members.stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .map(TopicPartition::topic)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** The topics in which the group has committed something. */
  private Set<String> read(String group) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .keySet()
        .stream()
        .map(TopicPartition::topic)
        .collect(Collectors.toSet());
  }
}
