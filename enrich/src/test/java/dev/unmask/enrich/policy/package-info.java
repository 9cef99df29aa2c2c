/** What may be contacted and how often, rule by rule. */
@NullMarked
package dev.unmask.enrich.policy;

import org.jspecify.annotations.NullMarked;
