/**
 * From a profile and a certificate to a verdict: pure functions, the same answer for the same input
 * on any machine. The topology calls {@link dev.unmask.classify.assess.Assess}, and so may a test
 * or a page. Nothing here knows Kafka, files, sockets or a clock.
 */
@NullMarked
package dev.unmask.classify.assess;

import org.jspecify.annotations.NullMarked;
