/**
 * Endpoints and subnets as text and as records. Called by every stage; knows neither Kafka nor the
 * network.
 */
@NullMarked
package dev.unmask.schemas.endpoint;

import org.jspecify.annotations.NullMarked;
