/** Accounts in the admin API. */
@NullMarked
package io.daybook.account.admin;

import org.jspecify.annotations.NullMarked;
