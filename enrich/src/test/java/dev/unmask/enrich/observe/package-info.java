/** What becomes of a banner and of a report. */
@NullMarked
package dev.unmask.enrich.observe;

import org.jspecify.annotations.NullMarked;
