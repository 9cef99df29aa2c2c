/**
 * A case file: what is known of one certificate and its hosts, as one self-contained HTML page.
 * {@link dev.unmask.app.report.CaseFiles} reads the topics, the rest is a function of what it read.
 * Called by the command {@code report}. Everything here may come from a hostile host, and is
 * escaped by the template.
 */
@NullMarked
package dev.unmask.app.report;

import org.jspecify.annotations.NullMarked;
