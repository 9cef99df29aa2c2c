/**
 * What may be contacted, how often, and how deeply it is asked. Called for every banner, and again
 * by the prober just before every connect. The decisions are pure; nothing here may know Kafka, or
 * open a connection itself.
 */
@NullMarked
package dev.unmask.enrich.policy;

import org.jspecify.annotations.NullMarked;
