/** Banners, certificates and servers for tests, with telling defaults. */
@NullMarked
package dev.unmask.enrich.given;

import org.jspecify.annotations.NullMarked;
