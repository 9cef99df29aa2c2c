/** Round trips, to origins near and far. */
@NullMarked
package dev.unmask.enrich.probe.roundtrip;

import org.jspecify.annotations.NullMarked;
