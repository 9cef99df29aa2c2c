/**
 * Judgement of certificate chains: where the path leads, and whether its dates hold. Pure: bytes
 * and a time go in, a judgement comes out. The prober judges what hosts showed, the queue what
 * banners did. It knows no network, no Kafka and no clock.
 */
@NullMarked
package dev.unmask.enrich.chain;

import org.jspecify.annotations.NullMarked;
