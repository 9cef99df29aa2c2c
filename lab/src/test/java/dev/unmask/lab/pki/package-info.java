/** Specifications of the package of the same name. */
@NullMarked
package dev.unmask.lab.pki;

import org.jspecify.annotations.NullMarked;
