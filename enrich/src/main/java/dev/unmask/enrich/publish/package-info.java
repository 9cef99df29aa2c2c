/**
 * What enrich writes: observations, certificates, banners for another partition, dead letters.
 * Called by the stage; a future of what is written completes when the broker has acknowledged it.
 * It may not know how an observation came about.
 */
@NullMarked
package dev.unmask.enrich.publish;

import org.jspecify.annotations.NullMarked;
