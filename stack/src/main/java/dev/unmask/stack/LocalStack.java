package dev.unmask.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A broker and a registry, started side by side. Whoever starts one closes it; if the process ends
 * before that, the registry ends by itself and deletes what was temporary.
 */
public final class LocalStack implements AutoCloseable {

  private final StackDirectory directory;
  private final LocalBroker broker;
  private final LocalRegistry registry;

  private LocalStack(StackDirectory directory, LocalBroker broker, LocalRegistry registry) {
    this.directory = directory;
    this.broker = broker;
    this.registry = registry;
  }

  /**
   * Starts both and waits until both answer.
   *
   * @throws LocalStackException if one of them does not start; then neither is left running
   */
  public static LocalStack start(LocalStackSettings settings) {
    StackDirectory directory =
        settings.dataDirectory().map(StackDirectory::keep).orElseGet(StackDirectory::makeTemporary);
    try {
      return start(settings, directory);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static LocalStack start(LocalStackSettings settings, StackDirectory directory) {
    RegistrySettings forRegistry = RegistrySettings.in(directory, settings.registryPort());
    CompletableFuture<LocalRegistry> registry =
        CompletableFuture.supplyAsync(
            () -> LocalRegistry.start(forRegistry, () -> {}),
            task -> new Thread(task, "registry-start").start());
    try {
      LocalBroker broker = LocalBroker.startIn(directory.child("broker"), settings.brokerPort());
      return join(directory, broker, registry);
    } catch (RuntimeException e) {
      registry.thenAccept(LocalRegistry::close).exceptionally(alreadyKnown -> null).join();
      throw e;
    }
  }

  private static LocalStack join(
      StackDirectory directory, LocalBroker broker, CompletableFuture<LocalRegistry> registry) {
    try {
      return new LocalStack(directory, broker, registry.join());
    } catch (CompletionException e) {
      broker.close();
      throw e.getCause() instanceof LocalStackException cause ? cause : e;
    }
  }

  /** Where Kafka's clients connect to: {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The base of the registry's Confluent API: {@code http://127.0.0.1:PORT/apis/ccompat/v7}. */
  public String registryUrl() {
    return registry.url();
  }

  /** Stops both and waits for them; deletes what was temporary. A second call does nothing. */
  @Override
  public void close() {
    // The broker first: the registry deletes what is temporary, and a broker without its directory
    // ends the process.
    broker.close();
    registry.close();
    directory.close();
  }
}
