package dev.unmask.app.command;

import dev.unmask.schemas.administration.TopicAdministration;
import java.io.IOException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Creates and shows the topics, with their schemas. */
@Command(
    name = "topics",
    description = "Create or describe the topics and their schemas.",
    subcommands = {TopicsCommand.Create.class, TopicsCommand.Describe.class})
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "create or describe?");
  }

  /** {@code unmask topics create}. */
  @Command(
      name = "create",
      description =
          "Create what is missing of the topics, and register the schemas. Done twice it changes nothing.",
      footerHeading = Examples.HEADING,
      footer = {
        "  unmask topics create",
        "  unmask topics create --bootstrap-server kafka:9092 --registry http://registry:8080/apis/ccompat/v7 \\",
        "      --partitions 12 --replication-factor 3"
      })
  static final class Create implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--partitions",
        paramLabel = "N",
        defaultValue = "4",
        description =
            "Of every topic alike. As many enrichers and classifiers as this can share the work. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
        names = "--replication-factor",
        paramLabel = "N",
        defaultValue = "1",
        description = "Copies of every partition. Default: ${DEFAULT-VALUE}.")
    private short replicationFactor;

    @ArgGroup(validate = false, heading = Examples.CONNECTION)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public void run() {
      if (partitions < 1 || replicationFactor < 1) {
        throw new IllegalArgumentException("--partitions and --replication-factor are 1 or more");
      }
      describe(spec, connection, topics -> topics.create(partitions, replicationFactor));
    }
  }

  /** {@code unmask topics describe}. */
  @Command(
      name = "describe",
      description =
          "Show each topic: partitions, cleanup, what places a record, subject of its schema.",
      footerHeading = Examples.HEADING,
      footer = "  unmask topics describe --prefix unmask")
  static final class Describe implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, heading = Examples.CONNECTION)
    private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public void run() {
      describe(spec, connection, topics -> {});
    }
  }

  private interface Work {
    void on(TopicAdministration topics);
  }

  private static void describe(CommandSpec spec, ConnectionOptions connection, Work first) {
    try (TopicAdministration topics = new TopicAdministration(connection.impatient())) {
      first.on(topics);
      topics.describe().forEach(spec.commandLine().getOut()::println);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}
