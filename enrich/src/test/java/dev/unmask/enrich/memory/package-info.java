/** What is remembered of probes, with a consumer that does what the test says. */
@NullMarked
package dev.unmask.enrich.memory;

import org.jspecify.annotations.NullMarked;
