/**
 * Who probes, told to those who were probed: the probe description file of RFC 9511. Called by the
 * command; knows nothing of what is probed.
 */
@NullMarked
package dev.unmask.app.attribution;

import org.jspecify.annotations.NullMarked;
