/**
 * Records of scan feeds as banners: a pure function of a line's bytes and of the latest time that
 * is believed. Called by {@code dev.unmask.ingest}, from several threads; knows neither files nor
 * Kafka nor a clock.
 */
@NullMarked
package dev.unmask.ingest.record;

import org.jspecify.annotations.NullMarked;
