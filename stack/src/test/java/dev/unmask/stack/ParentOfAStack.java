package dev.unmask.stack;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process to be killed: starts a stack on the directory that its argument names, puts something
 * in it, and stays.
 */
final class ParentOfAStack {

  static final String TOPIC = "killed";
  static final String SUBJECT = "killed-value";
  static final String SCHEMA = "\"string\"";

  private ParentOfAStack() {}

  @SuppressWarnings("SystemOut") // The test reads it.
  public static void main(String[] arguments) throws Exception {
    try (LocalStack stack = LocalStack.start(LocalStackSettings.keptIn(Path.of(arguments[0])));
        Clients clients = new Clients(stack.bootstrapServers())) {
      clients.createTopic(TOPIC);
      clients.send(TOPIC, "key", "value");
      System.out.println(new Subjects(stack.registryUrl()).register(SUBJECT, SCHEMA));
      waitToBeKilled();
    }
  }

  private static void waitToBeKilled() throws IOException {
    if (System.in.read() >= 0) {
      throw new IOException("Nobody should write here.");
    }
  }
}
