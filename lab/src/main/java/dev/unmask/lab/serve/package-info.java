/**
 * What the lab's hosts do when somebody connects: TLS servers, relays, OpenVPN, silence. One class
 * accepts and finds out which host is meant, one class for each behaviour. Runs on Netty's threads;
 * called by {@code Lab} alone.
 */
@NullMarked
package dev.unmask.lab.serve;

import org.jspecify.annotations.NullMarked;
