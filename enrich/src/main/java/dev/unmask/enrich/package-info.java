/**
 * The stage between banners and observations: it looks at the live host behind every banner that
 * policy allows. {@link dev.unmask.enrich.Enrich} is what others start; they give it settings, a
 * connection and an owner catalogue. It knows no other stage: what it reads and writes is in the
 * schemas.
 */
@NullMarked
package dev.unmask.enrich;

import org.jspecify.annotations.NullMarked;
