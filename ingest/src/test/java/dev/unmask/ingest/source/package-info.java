/** Tests of the package of the same name. */
@NullMarked
package dev.unmask.ingest.source;

import org.jspecify.annotations.NullMarked;
