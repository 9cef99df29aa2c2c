package dev.unmask.stack;

import java.io.IOException;

/** A process to be killed: starts a registry, says its process id and its directory, and stays. */
final class ParentOfARegistry {

  private ParentOfARegistry() {}

  @SuppressWarnings("SystemOut") // The test reads it.
  public static void main(String[] arguments) throws IOException {
    StackDirectory directory = StackDirectory.makeTemporary();
    try (LocalRegistry registry =
        LocalRegistry.start(RegistrySettings.in(directory, 0), directory::close)) {
      System.out.println(registry.process().pid());
      System.out.println(directory.path());
      // Until this process is killed: nobody writes to it.
      int unused = System.in.read();
      System.out.println("not killed, but told " + unused);
    }
  }
}
