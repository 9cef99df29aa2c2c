/** Alerts against the published definitions of ECS and OCSF. */
@NullMarked
package dev.unmask.classify.alert.json;

import org.jspecify.annotations.NullMarked;
