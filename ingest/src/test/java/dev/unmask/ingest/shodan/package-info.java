/** Tests of the package of the same name. */
@NullMarked
package dev.unmask.ingest.shodan;

import org.jspecify.annotations.NullMarked;
