package dev.unmask.classify.ruleset;

import java.util.List;

/**
 * Positive signs that a kind is not decided without.
 *
 * @param codes evidence codes that must speak for the kind
 * @param bits with so many bits together at least; what speaks against it is not taken off
 * @param reason why
 * @param source where that comes from
 */
public record Need(List<String> codes, double bits, String reason, String source) {

  public Need {
    codes = List.copyOf(codes);
  }
}
