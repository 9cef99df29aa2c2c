/**
 * The certificates of the small internet: roots, issuers and leaves, with fresh keys each time, so
 * that nothing outside the running lab can be fooled with them. Called when the lab starts; knows
 * the scenario's leaves, no sockets.
 */
@NullMarked
package dev.unmask.lab.pki;

import org.jspecify.annotations.NullMarked;
