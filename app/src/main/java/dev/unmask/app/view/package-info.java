/**
 * How results look: one small renderer per thing and format, each a pure function of the record
 * that it shows. Called by the commands; knows no Kafka and no picocli. Strings that came from
 * outside are escaped here, and nowhere else.
 */
@NullMarked
package dev.unmask.app.view;

import org.jspecify.annotations.NullMarked;
