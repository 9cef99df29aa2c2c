package dev.unmask.app.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.unmask.app.view.Escape;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The case file as HTML: one page without script, that fetches nothing (its content security policy
 * forbids it to) and so can be mailed, printed, and opened offline. Every value that the template
 * shows is made harmless to a terminal or an eye ({@link Escape}), then escaped as HTML. A field
 * that the template names and the data lacks is an error. Safe from any thread.
 */
final class CasePage {
  private static final String TEMPLATE = "case-file.html";

  private final Template template;

  CasePage() {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .escapeHTML(true)
            .withFormatter(value -> Escape.terminal(String.valueOf(value)));
    try (InputStream stream =
            Objects.requireNonNull(CasePage.class.getResourceAsStream(TEMPLATE), TEMPLATE);
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      template = compiler.compile(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(TEMPLATE + " is not in the jar", unreadable);
    }
  }

  /** The page. */
  String of(CaseFile file) {
    return template.execute(CaseView.of(file));
  }
}
