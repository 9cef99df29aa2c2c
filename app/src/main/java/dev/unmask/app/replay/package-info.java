/**
 * A past stretch of observations or banners, classified once more beside the live application: in
 * topics, a group and a state of its own, which go when it is done. Called by the command; reads
 * the live topics, and writes to none of them.
 */
@NullMarked
package dev.unmask.app.replay;

import org.jspecify.annotations.NullMarked;
