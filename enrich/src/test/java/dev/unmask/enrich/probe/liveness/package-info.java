/** The machines of the proof of life, driven without a socket. */
@NullMarked
package dev.unmask.enrich.probe.liveness;

import org.jspecify.annotations.NullMarked;
