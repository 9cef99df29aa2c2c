/**
 * Facts of a certificate, from its DER alone. Called by ingest and enrich for what feeds and hosts
 * show; expects hostile bytes, and knows neither Kafka nor trust.
 */
@NullMarked
package dev.unmask.schemas.certificate;

import org.jspecify.annotations.NullMarked;
