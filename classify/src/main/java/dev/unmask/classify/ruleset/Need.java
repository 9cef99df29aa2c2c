package dev.unmask.classify.ruleset;

import java.util.List;

/**
 * A positive sign that a kind is not decided without.
 *
 * @param codes evidence codes, one of which must speak for the kind
 * @param bits with at least so many bits
 * @param reason why
 * @param source where that comes from
 */
public record Need(List<String> codes, double bits, String reason, String source) {

  public Need {
    codes = List.copyOf(codes);
  }
}
