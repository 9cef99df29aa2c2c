/**
 * The local stack for integration tests, by {@code @ExtendWith(LocalStackExtension.class)}. Called
 * by JUnit; it needs junit-jupiter-api on the class path, which nothing else in this module does.
 */
@NullMarked
package dev.unmask.stack.junit;

import org.jspecify.annotations.NullMarked;
