/**
 * Epochs: which one writes the topics that everybody reads, how that is changed, and how far each
 * has come. Used by the stage and by the command; knows Kafka, and not what an epoch works on.
 */
@NullMarked
package dev.unmask.classify.epoch;

import org.jspecify.annotations.NullMarked;
