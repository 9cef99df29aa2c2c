package dev.unmask.app;

import dev.unmask.app.command.CommandLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where the process begins. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process: 0 ok, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Logging.configure(arguments, System.getenv());
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
