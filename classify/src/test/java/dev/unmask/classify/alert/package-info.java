/** Tests of cases, the gate and dispositions: plain Java, with a clock that tests move. */
@NullMarked
package dev.unmask.classify.alert;

import org.jspecify.annotations.NullMarked;
