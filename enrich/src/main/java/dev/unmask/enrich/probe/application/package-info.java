/**
 * Application data: what a host answers to one HTTP request after the handshake. Redirects are
 * recorded, never followed; nothing is authenticated, and all that is read is bounded.
 */
@NullMarked
package dev.unmask.enrich.probe.application;

import org.jspecify.annotations.NullMarked;
