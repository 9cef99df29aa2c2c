/**
 * The probes against real programs: nginx, Apache, haproxy, stunnel, sslh, OpenSSL, GnuTLS, slapd,
 * OpenVPN, the kernel's NAT, Xray and sing-box, each started with a configuration of its own on
 * loopback or in a network namespace, and what an observation must say of it. Run by failsafe;
 * knows the probes by their reports alone.
 */
@NullMarked
package dev.unmask.enrich.realpeers;

import org.jspecify.annotations.NullMarked;
