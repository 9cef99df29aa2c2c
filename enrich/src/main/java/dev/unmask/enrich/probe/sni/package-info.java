/**
 * What a host makes of other names than the certificate's. Which names are asked, and a handshake
 * for each; called by a visit as a {@link dev.unmask.enrich.probe.visit.Probe}. It knows no other
 * probe, and does not compare.
 */
@NullMarked
package dev.unmask.enrich.probe.sni;

import org.jspecify.annotations.NullMarked;
