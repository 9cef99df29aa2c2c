/** Specifications of the package of the same name. */
@NullMarked
package dev.unmask.lab.scenario;

import org.jspecify.annotations.NullMarked;
