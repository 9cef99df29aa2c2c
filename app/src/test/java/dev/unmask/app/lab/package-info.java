/** Confusion matrices and depths of probing, without a lab that runs. */
@NullMarked
package dev.unmask.app.lab;

import org.jspecify.annotations.NullMarked;
