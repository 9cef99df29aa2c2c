package dev.unmask.app;

import dev.unmask.app.command.CommandLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
public final class Main {
  /**
   * Avro loads no class by name that it was not told to trust; it reads this when it is first used.
   */
  private static final String TRUSTED_PACKAGES = "org.apache.avro.SERIALIZABLE_PACKAGES";

  private Main() {}

  /** Runs one command and ends the process: 0 ok, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Logging.configure(arguments, System.getenv());
    System.setProperty(TRUSTED_PACKAGES, "dev.unmask.avro");
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int status = CommandLines.run(arguments, System.getenv(), out, err);
    out.flush();
    err.flush();
    System.exit(status);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
