/** The reader of HTTP responses, without a network. */
@NullMarked
package dev.unmask.enrich.probe.application;

import org.jspecify.annotations.NullMarked;
