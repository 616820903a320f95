/**
 * Making views anew from the journal while they are read: beside the one that is read, swapped
 * account by account, with the way back open until it is confirmed.
 */
@NullMarked
package io.daybook.rebuild;

import org.jspecify.annotations.NullMarked;
