/** The names that hosts are asked for. */
@NullMarked
package dev.unmask.enrich.probe.sni;

import org.jspecify.annotations.NullMarked;
