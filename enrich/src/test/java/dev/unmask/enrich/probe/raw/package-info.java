/** First bytes and what they draw, without a socket. */
@NullMarked
package dev.unmask.enrich.probe.raw;

import org.jspecify.annotations.NullMarked;
