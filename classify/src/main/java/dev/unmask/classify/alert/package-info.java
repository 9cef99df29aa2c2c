/**
 * From verdicts to alerts: cases, the gate that stands before alerts, and what people have decided.
 * Called by the topology's steps through {@link dev.unmask.classify.alert.CaseBook}; plain Java,
 * knows no Kafka and no clock: what time it is, it is told.
 */
@NullMarked
package dev.unmask.classify.alert;

import org.jspecify.annotations.NullMarked;
