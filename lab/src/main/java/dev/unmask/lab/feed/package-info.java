/**
 * The files that somebody who investigates the lab would have: a scanner's banners of its hosts, an
 * owner catalogue, trust roots, a scope; and the truth to compare the findings with. One class per
 * format, each writes what the scenario and the certificates say; no sockets.
 */
@NullMarked
package dev.unmask.lab.feed;

import org.jspecify.annotations.NullMarked;
