/**
 * From a scan feed's files to the topic of banners, in transactions. Called by the application;
 * knows the contract in {@code dev.unmask.schemas} and no other stage.
 */
@NullMarked
package dev.unmask.ingest;

import org.jspecify.annotations.NullMarked;
