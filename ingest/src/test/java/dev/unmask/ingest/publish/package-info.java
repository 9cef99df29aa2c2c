/** Tests of the package of the same name. */
@NullMarked
package dev.unmask.ingest.publish;

import org.jspecify.annotations.NullMarked;
