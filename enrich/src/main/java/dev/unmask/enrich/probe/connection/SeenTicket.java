package dev.unmask.enrich.probe.connection;

import java.util.OptionalLong;

/**
 * A session ticket as far as it shows itself.
 *
 * @param lifetimeSeconds empty where it travels encrypted
 * @param length of the ticket, else of the encrypted record that carried it, in bytes
 */
public record SeenTicket(OptionalLong lifetimeSeconds, int length, boolean encrypted) {}
