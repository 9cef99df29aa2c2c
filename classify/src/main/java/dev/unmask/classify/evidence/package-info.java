/**
 * What a cluster shows: one rule a code of evidence, each a predicate over signatures whose support
 * is a sum of counts. {@code assess} weighs what the rules find; adding evidence is adding a rule
 * here, its signs and their weights. Nothing here decides, or knows Kafka, files or a clock.
 */
@NullMarked
package dev.unmask.classify.evidence;

import org.jspecify.annotations.NullMarked;
