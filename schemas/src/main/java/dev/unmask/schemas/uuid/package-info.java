/**
 * Ids that follow from what they name, so that whoever makes one again makes the same. Called by
 * classify for cases and alerts, and by the export of verdicts. Knows the JDK alone.
 */
@NullMarked
package dev.unmask.schemas.uuid;

import org.jspecify.annotations.NullMarked;
