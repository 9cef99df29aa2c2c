/**
 * Sessions begun at one host and offered to others that show the same certificate: who resumes one
 * reaches the backend that made it. The vault that keeps them is one for a prober; it lives in
 * {@link dev.unmask.enrich.probe.resumption.SessionResumption}, which a visit calls. Nothing here
 * knows another probe, or says what a resumption means.
 */
@NullMarked
package dev.unmask.enrich.probe.resumption;

import org.jspecify.annotations.NullMarked;
