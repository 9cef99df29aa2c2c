package dev.unmask.classify.topology.message;

import dev.unmask.classify.model.Profile;

/**
 * A profile as it is read for an assessment.
 *
 * @param merged whether rare signatures were merged, since there were too many
 */
public record Reading(Profile profile, boolean merged) {}
