package dev.unmask.enrich.probe.visit;

import dev.unmask.enrich.probe.tls.TlsClients;
import io.netty.util.concurrent.EventExecutorGroup;
import java.security.SecureRandom;

/**
 * What all visits of one prober use.
 *
 * @param clients the engine that is tried first
 * @param legacyExecutors where BouncyCastle computes
 * @param userAgent of HTTP requests; carries the operator's contact
 */
public record ProbeKit(
    ProberSettings settings,
    TlsClients clients,
    EventExecutorGroup legacyExecutors,
    SecureRandom random,
    String userAgent) {}
