/** Specifications of the package of the same name. */
@NullMarked
package dev.unmask.lab.serve;

import org.jspecify.annotations.NullMarked;
