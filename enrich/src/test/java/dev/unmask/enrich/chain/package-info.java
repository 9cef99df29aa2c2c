/** The judgement of chains, on certificates made for each case. */
@NullMarked
package dev.unmask.enrich.chain;

import org.jspecify.annotations.NullMarked;
