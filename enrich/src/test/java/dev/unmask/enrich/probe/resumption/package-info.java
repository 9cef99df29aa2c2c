/** What is kept of sessions, and what is read of our own hellos. */
@NullMarked
package dev.unmask.enrich.probe.resumption;

import org.jspecify.annotations.NullMarked;
