/**
 * How alerts look: a renderer for each vocabulary, each a pure function of the alert. Called by the
 * topology's step that writes alerts; knows Jackson's tree and nothing of Kafka.
 */
@NullMarked
package dev.unmask.classify.alert.json;

import org.jspecify.annotations.NullMarked;
