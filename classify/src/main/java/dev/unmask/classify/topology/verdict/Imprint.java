package dev.unmask.classify.topology.verdict;

/**
 * What every verdict says of its making.
 *
 * @param rulesetVersion version of the ruleset
 * @param ownersVersion version of the owner catalogue
 * @param runId application id and start; not part of the digest
 * @param source of the events that verdicts are, a URI reference; not in the verdict
 */
public record Imprint(String rulesetVersion, String ownersVersion, String runId, String source) {}
