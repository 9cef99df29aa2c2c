/** What is written, and when it counts as written. */
@NullMarked
package dev.unmask.enrich.publish;

import org.jspecify.annotations.NullMarked;
