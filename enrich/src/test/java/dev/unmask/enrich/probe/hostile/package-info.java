/**
 * The corpus of hostile servers, each with the outcome that it must come to, and what they may
 * cost.
 */
@NullMarked
package dev.unmask.enrich.probe.hostile;

import org.jspecify.annotations.NullMarked;
