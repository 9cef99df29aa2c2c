/** Specifications of the case file, as text and as Chromium shows it. */
@NullMarked
package dev.unmask.app.report;

import org.jspecify.annotations.NullMarked;
