package dev.unmask.app.replay;

import dev.unmask.app.compare.Comparison;
import dev.unmask.app.compare.Stretch;

/**
 * What came of a replay. Immutable.
 *
 * @param prefix of its topics
 * @param source what was replayed
 * @param stretch of event time
 * @param records of the stretch
 * @param unusable records of the stretch that cannot be used, and count for nothing
 * @param rulesetVersion by which it judged
 * @param ownersVersion by which it judged
 * @param comparison with the verdicts that stood when it began
 */
public record ReplayOutcome(
    String prefix,
    Source source,
    Stretch stretch,
    long records,
    long unusable,
    String rulesetVersion,
    String ownersVersion,
    Comparison comparison) {}
