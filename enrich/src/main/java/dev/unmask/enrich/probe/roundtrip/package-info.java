/**
 * Legs of the path to whoever holds the keys: round trips of several connections, with the hello at
 * once and late. Only measured here; minima and legs are computed elsewhere.
 */
@NullMarked
package dev.unmask.enrich.probe.roundtrip;

import org.jspecify.annotations.NullMarked;
