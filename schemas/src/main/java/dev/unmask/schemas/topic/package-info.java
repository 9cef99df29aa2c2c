/**
 * The catalogue of topics: name, key, value and placement of each, in one place. Called by every
 * stage; knows Kafka's client classes and no broker.
 */
@NullMarked
package dev.unmask.schemas.topic;

import org.jspecify.annotations.NullMarked;
