/**
 * What classification tells enrich of clusters: how many hosts share a certificate, and whether it
 * is watched. Read beside the work, from the beginning, into a bounded memory; asked by the policy
 * for every banner. It may not know what is done with it.
 */
@NullMarked
package dev.unmask.enrich.hints;

import org.jspecify.annotations.NullMarked;
