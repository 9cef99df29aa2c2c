/** Specifications of the package of the same name. */
@NullMarked
package dev.unmask.lab.feed;

import org.jspecify.annotations.NullMarked;
