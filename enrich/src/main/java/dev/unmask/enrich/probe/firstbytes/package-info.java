/** What is made of first bytes on the TLS port that are no whole ClientHello. A probe. */
@NullMarked
package dev.unmask.enrich.probe.firstbytes;

import org.jspecify.annotations.NullMarked;
