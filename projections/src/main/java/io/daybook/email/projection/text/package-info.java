/**
 * What a word is, for every index of text, for what is asked of it, and for marking what matched.
 *
 * <ul>
 *   <li>A word is a run of letters, digits and marks, without regard to case and diacritics, cut
 *       after 64 chars. Everything else divides words, so {@code alice@example.test} is three
 *       words.
 *   <li>Scripts written without spaces (Han, Kana, Hangul, Thai and their like) are indexed as
 *       pairs of neighbours, so any two or more characters in a row are found, and one by itself as
 *       the beginning of a pair. A pictograph is a word.
 *   <li>A text that is searched for (RFC 8621 section 4.4.1) is divided by white space; what has no
 *       space in it, and what is in quotes, is a phrase: its words follow each other. All must be
 *       there. Words are whole; {@code invo*} finds what begins with it.
 *   <li>A blank text matches every email, one of signs only matches none.
 * </ul>
 */
@NullMarked
package io.daybook.email.projection.text;

import org.jspecify.annotations.NullMarked;
