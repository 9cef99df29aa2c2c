package dev.unmask.classify.alert;

/** What is kept of the gate: one row in all. Immutable. */
public record GateRow(Budget budget, Overflow overflow) {

  static final GateRow NEW = new GateRow(Budget.FULL, Overflow.NONE);
}
