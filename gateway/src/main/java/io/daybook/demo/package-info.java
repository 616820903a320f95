/**
 * Sample mail for {@code serve --demo}: two people in example.test and everybody who writes to
 * them. All of it is made up here from short lists of words; the same seed and day give the same
 * octets.
 */
@NullMarked
package io.daybook.demo;

import org.jspecify.annotations.NullMarked;
