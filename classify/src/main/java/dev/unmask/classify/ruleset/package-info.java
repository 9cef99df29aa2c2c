/**
 * What evidence weighs: priors, weights in bits and thresholds, each with its reason and source,
 * read from a versioned JSON file. {@code evidence} and {@code assess} use it, whoever starts
 * classify reads it. Nothing here knows Kafka or a clock, or opens a file.
 */
@NullMarked
package dev.unmask.classify.ruleset;

import org.jspecify.annotations.NullMarked;
