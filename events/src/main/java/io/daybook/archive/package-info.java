/**
 * Accounts as archives: everything that an account is, its events and its blobs, in one file that
 * proves itself, and from which another server makes the very same account.
 */
@NullMarked
package io.daybook.archive;

import org.jspecify.annotations.NullMarked;
