/** What comes of half a hello, and of HTTP in clear. */
@NullMarked
package dev.unmask.enrich.probe.firstbytes;

import org.jspecify.annotations.NullMarked;
