/**
 * Creates topics and registers schemas, and tells whether what a stage needs is there. Called by
 * {@code unmask topics} and at the start of every stage; knows the catalogue, and no stage.
 */
@NullMarked
package dev.unmask.schemas.administration;

import org.jspecify.annotations.NullMarked;
