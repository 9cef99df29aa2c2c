package dev.unmask.app.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says: the version of the archive that this runs from. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"unmask " + number(), "Java " + Runtime.version()};
  }

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}
