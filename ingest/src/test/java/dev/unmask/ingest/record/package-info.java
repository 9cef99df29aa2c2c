/** Tests of the package of the same name. */
@NullMarked
package dev.unmask.ingest.record;

import org.jspecify.annotations.NullMarked;
